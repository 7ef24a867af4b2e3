using System.Globalization;

namespace Holdfast.Diagnosis.Evidence;

/// <summary>Makes evidence of measured values, with their words.</summary>
internal static class Items
{
    public static void Add(
        this List<EvidenceItem> into, Situation situation, Sign sign, SignalFamily family, SeriesSubject subject, string signal, double value, double baseline, double quality, long? onset, string text) =>
        into.Add(new EvidenceItem(sign, family, subject, signal, situation.NowFrom, situation.Now, value, baseline, Math.Clamp(quality, 0, 1), onset, text));

    /// <summary>0 at the first value, 1 at the second, straight between.</summary>
    public static double Grade(double value, double none, double full) => Math.Clamp((value - none) / (full - none), 0, 1);

    public static string Rate(double value) => value.ToString(value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    /// <param name="value">0 to 1; not a number where nothing is known.</param>
    public static string Share(double value) => double.IsNaN(value) ? "an unknown share" : Percent(100 * value) + " %";

    // All and none are words for what has no exception: 99.7 % are not 100.
    private static string Percent(double percent) =>
        percent is > 99 and < 100 ? (Math.Floor(10 * percent) / 10).ToString("0.#", CultureInfo.InvariantCulture)
        : percent is > 0 and < 0.1 ? "under 0.1"
        : percent.ToString(percent is > 0 and < 1 ? "0.#" : "0", CultureInfo.InvariantCulture);

    /// <summary>The seconds that "now" is, in words: other sentences beside it may be about a single one of them, or about more.</summary>
    public static string Lately(Situation situation) => string.Create(CultureInfo.InvariantCulture, $"in the last {situation.Now - situation.NowFrom + 1} s");

    public static string Time(double seconds) => seconds is > 0 and < 0.0001 ? "under 0.1 ms" : seconds < 1
        ? (seconds * 1000).ToString(seconds < 0.01 ? "0.#" : "0", CultureInfo.InvariantCulture) + " ms"
        : seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    public static string Names(IEnumerable<SeriesSubject> servers) => string.Join(", ", servers.Select(SubjectNames.LastPart));

    public static string Clock(long second) => DateTimeOffset.FromUnixTimeSeconds(second).ToString("HH:mm:ss", CultureInfo.InvariantCulture) + "Z";
}
