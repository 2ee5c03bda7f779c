package graft.magics.session;

import graft.magics.render.PageLibrary.Plotly;

/**
 * Where charts get Plotly.
 *
 * @param plotly what is set
 * @param times how often the user has set it; setting it anew brings the library again
 */
record PlotlySetting(Plotly plotly, int times) {}
