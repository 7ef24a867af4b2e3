using Holdfast.Agent.Reading;
using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Findings;

/// <summary>What rules may look at: the host now, and what is remembered of it.</summary>
internal sealed record HostView(HostReading Now, TrendBook Trends, RiseBook Rises, StartBook Starts)
{
    public DateTimeOffset At => Now.At;

    /// <summary>Notes the value and gives the line through its last day.</summary>
    public TrendFit? Trend(string name, double value) => Points(name, value).Fit;

    /// <summary>As <see cref="Trend"/>, of one of several that follow each other: the trends of those before it end.</summary>
    public TrendFit? TrendOfNewest(string name, string which, double value) => Trends.Note($"{name} {which}", At.ToUnixTimeSeconds(), value, replaces: $"{name} ").Fit;

    public Trend Points(string name, double value) => Trends.Note(name, At.ToUnixTimeSeconds(), value);

    /// <summary>Notes the counter; not null when it rose within a day.</summary>
    public Rise? Rose(string name, long value) => Rises.Note(name, value, At);
}
