namespace Holdfast.Incidents.Notifications;

/// <summary>When a word that could not be delivered is tried again.</summary>
internal static class BackOff
{
    /// <summary>A channel that came back is found within this time.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>After that the word is old, and the timeline says that it was never heard.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    /// <summary>Failures after which the next channel is used too.</summary>
    public const int BeforeFallback = 2;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);

    /// <summary>2 s, 4 s, 8 s, ... 5 min.</summary>
    /// <param name="failures">So far, from 1.</param>
    public static TimeSpan After(int failures) => failures > 12 ? Longest : TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << (failures - 1)));

    /// <summary>The first ones and then every tenth: an outage of a day is told in some thirty entries.</summary>
    public static bool IsRecorded(int failures) => failures <= 5 || failures % 10 == 0;
}
