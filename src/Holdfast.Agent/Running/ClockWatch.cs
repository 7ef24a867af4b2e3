using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Running;

/// <summary>How far this host's clock is from the gateway's, by the times of reports and answers, as NTP does it. One thread.</summary>
internal sealed class ClockWatch
{
    // The fastest of the last eight exchanges: it waited least on the way.
    private const int ExchangesKept = 8;

    private readonly Queue<ClockOffset> recent = new();

    /// <summary>Null before the first exchange.</summary>
    public ClockOffset? Offset => recent.MinBy(one => one.UncertaintySeconds);

    /// <param name="sentAt">By this host's clock.</param>
    /// <param name="returnedAt">By this host's clock.</param>
    public void Note(DateTimeOffset sentAt, DateTimeOffset returnedAt, AgentAnswer answer)
    {
        double there = (sentAt - answer.ReceivedAt).TotalSeconds;
        double back = (returnedAt - answer.AnsweredAt).TotalSeconds;
        double travelled = (returnedAt - sentAt).TotalSeconds - (answer.AnsweredAt - answer.ReceivedAt).TotalSeconds;
        if (travelled < 0)
        {
            // A clock was set meanwhile.
            recent.Clear();
            return;
        }

        if (recent.Count == ExchangesKept)
        {
            recent.Dequeue();
        }

        ClockOffset next = new(Math.Round((there + back) / 2, 4), Math.Round(travelled / 2, 4));
        if (Offset is { } known && Math.Abs(next.Seconds - known.Seconds) > next.UncertaintySeconds + known.UncertaintySeconds + 0.05)
        {
            // The two cannot both be true: the clock was set, and what was measured before is no longer so.
            recent.Clear();
        }

        recent.Enqueue(next);
    }
}
