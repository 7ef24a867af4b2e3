namespace Holdfast.Configuration;

/// <summary>Requests in a time, as the operator wrote it.</summary>
public readonly record struct RequestRate(decimal Requests, TimeSpan Period)
{
    public double PerSecond => (double)Requests / Period.TotalSeconds;

    /// <summary>What comes in a second, and one at least.</summary>
    public int DefaultBurst => (int)Math.Clamp(Math.Ceiling(PerSecond), 1, int.MaxValue);
}
