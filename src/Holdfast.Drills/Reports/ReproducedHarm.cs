using System.Globalization;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Reports;

/// <summary>
/// Whether a run on the configuration of the day of an outage hurt its users as that day did. One that hurts them far more is another outage: its page has
/// servers that can do less, and what holds there or does not says little about that day. One that hardly hurts them has not brought it back, whatever it missed.
/// </summary>
public static class ReproducedHarm
{
    // As the symptom of a page has it: its servers and clients are estimates.
    private const double LeastPart = 0.5;

    // Times the odds, so that both ends are judged alike: from 25 to 50 % twice as many went wrong, from 50 to 75 % half as many went well.
    private const double OddsMost = 3;

    // Percent. A gateway that sees a death a second later makes some percent of the trouble of a minute.
    private const double MoreLeast = 5;

    // Where nine of ten went wrong, the first and the last second decide about the rest.
    private const double NearlyAll = 90;

    /// <summary>Of less nothing can be said: chance brings it or not.</summary>
    private const double Least = 2;

    /// <summary>Why it is not that outage, as a part of a sentence; null when it is, or when nothing was recorded to compare with.</summary>
    public static string? Problem(DrillReport report) =>
        report is not { OnOldConfiguration: true, Recorded: { } recorded } ? null
        : IsMore(report.Figures.UsersFailedPercent, recorded) ? $"it hurt its users far more than that day did: {Compared(report)}"
        : IsLess(report.Figures.UsersFailedPercent, recorded) ? $"it hurt its users far less than that day did: {Compared(report)}"
        : null;

    /// <summary>Both figures; empty when nothing was recorded.</summary>
    public static string Compared(DrillReport report) => report.Recorded is not { } recorded ? "" : string.Create(
        CultureInfo.InvariantCulture, $"{report.Figures.UsersFailedPercent:0.#} % of the requests went wrong in this run, {InWords(recorded)} that day");

    internal static bool IsMore(double percent, RecordedHarm recorded) =>
        recorded.AtMost is > 0 and < (int)NearlyAll && percent - recorded.AtMost > MoreLeast && Odds(percent) > OddsMost * Odds(recorded.AtMost);

    internal static bool IsLess(double percent, RecordedHarm recorded) => recorded.AtLeast >= Least && percent < LeastPart * recorded.AtLeast;

    private static double Odds(double percent) => percent >= 100 ? double.PositiveInfinity : percent / (100 - percent);

    private static string InWords(RecordedHarm recorded) =>
        recorded.AtLeast == 0 ? string.Create(CultureInfo.InvariantCulture, $"at most {recorded.AtMost} %")
        : recorded.AtMost <= recorded.AtLeast + 1 ? string.Create(CultureInfo.InvariantCulture, $"{recorded.AtLeast} %")
        : string.Create(CultureInfo.InvariantCulture, $"{recorded.AtLeast} to {recorded.AtMost} %");
}
