namespace Holdfast.Drills.Scenarios;

/// <summary>What must hold, as it was written; its kind judges it.</summary>
public sealed record ScenarioExpectation
{
    /// <summary>Name of a kind of the registry.</summary>
    public string That { get; init; } = "";

    /// <summary>Phase over which it is judged; the whole run when empty.</summary>
    public string During { get; init; } = "";

    /// <summary>Name of the configuration with which the gateway has to begin for it to be judged; any when empty.</summary>
    public string OnlyOn { get; init; } = "";

    public string Class { get; init; } = "";

    /// <summary>With a cause: the server that its claim must name.</summary>
    public string Server { get; init; } = "";

    /// <summary>A cause as `holdfast why` names it.</summary>
    public string Cause { get; init; } = "";

    /// <summary>Causes that must be ruled out, in the same words.</summary>
    public IReadOnlyList<string> RuledOut { get; init; } = [];

    public string AtLeast { get; init; } = "";

    public string AtMost { get; init; } = "";

    /// <summary>Why this number.</summary>
    public string Because { get; init; } = "";
}
