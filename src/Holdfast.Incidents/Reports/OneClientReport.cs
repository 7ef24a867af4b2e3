namespace Holdfast.Incidents.Reports;

/// <summary>The one client whose nearly all that went wrong was: it asked for more than its share.</summary>
/// <param name="Client">As `holdfast top` shows it.</param>
/// <param name="Refused">Its requests that were refused for that.</param>
/// <param name="OthersLost">Failed and refused requests of all the others.</param>
/// <param name="OthersOffered">Their requests.</param>
public sealed record OneClientReport(string Client, double Refused, double OthersLost, double OthersOffered);
