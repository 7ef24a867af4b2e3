using System.Globalization;
using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>The client that asks for most, and what it may have: what it asks for now, less what is more than the pool was asked for before.</summary>
internal static class BusiestClient
{
    // With less there is nobody whose bound would help: it is a crowd.
    private const double LeastShare = 0.1;

    // Taken away by half an estimate, a client is not to be left with nothing.
    private const double LeastPart = 0.1;

    /// <summary>As <see cref="Mitigation.Client"/> stands for it; null when no client stands out.</summary>
    public static string? Of(Situation situation)
    {
        SeriesSubject? busiest = situation.Clients.Select(client => (client, situation.Of(client, Signal.Share).Now)).Where(one => one.Now >= LeastShare)
            .OrderByDescending(one => one.Now).Select(one => (SeriesSubject?)one.client).FirstOrDefault();
        if (busiest is not { } client)
        {
            return null;
        }

        ReadOnlySpan<Signal> offered = [Signal.OfferedFirst, Signal.OfferedRetry];
        double asked = situation.Of(client, offered).Now;
        Level pool = situation.Of(situation.Pool, offered);
        double more = pool.IsKnown && !double.IsNaN(pool.Before) ? Math.Max(0, pool.Now - pool.Before) : asked;
        int rate = (int)Math.Clamp(Math.Round(Math.Max(asked - more, asked * LeastPart)), 1, 1_000_000);
        return string.Create(CultureInfo.InvariantCulture, $"{Mitigation.Quoted(client.Name)} {rate}/s");
    }
}
