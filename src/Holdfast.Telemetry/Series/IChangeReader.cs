namespace Holdfast.Telemetry.Series;

/// <summary>What changed, oldest first. Any thread.</summary>
public interface IChangeReader
{
    /// <summary>Events that happened in the time, both ends included.</summary>
    IReadOnlyList<ChangeEvent> Between(DateTimeOffset from, DateTimeOffset to);
}
