namespace Holdfast.Drills.Scenarios;

/// <summary>What part of the requests of the trouble went wrong when it was real, by the records of that day. Percent; 0 where it is not known.</summary>
public sealed record RecordedHarm
{
    /// <summary>Failed and refused: so many went wrong.</summary>
    public int AtLeast { get; init; }

    /// <summary>With those that were answered later than a user of the drill waits: more than so many did not.</summary>
    public int AtMost { get; init; }
}
