namespace Holdfast.Incidents.Replay;

/// <summary>One thing that a drill asks for: as its page writes it, and as a task says it. Immutable.</summary>
/// <param name="That">Such as users-failed.</param>
/// <param name="Bound">Such as "atMost: 1%".</param>
internal sealed record ReplayExpectation(string That, string During, string Bound)
{
    /// <summary>Such as "class: critical"; null where nothing more is said.</summary>
    public string? Of { get; init; }

    public string? Because { get; init; }

    /// <summary>The configuration on which alone it is asked for; null for all.</summary>
    public string? OnlyOn { get; init; }

    public string Line => $"that: {That}{(Of is null ? "" : ", " + Of)}, during: {During}, {(OnlyOn is null ? "" : $"onlyOn: {OnlyOn}, ")}{Bound}{(Because is null ? "" : $", because: \"{Because}\"")}";

    public string InWords => That switch
    {
        "goodput-of-capacity" => $"goodput is {Bounded} of capacity",
        "users-failed" => $"{Bounded} of the users fail",
        "class-success" => $"{Bounded} of the {Of?.Split(": ")[^1]} requests succeed",
        "detection-seconds" => $"detection takes {Bounded}",
        "cause-first" => $"the cause is named within {Value}",
        "recovery-seconds" => $"recovery takes {Bounded}",
        "server-deaths" => "no server dies",
        "lost-sessions" => "no session is lost",
        "sessions-held" => $"{Bounded} of the places are held",
        _ => $"{That} is {Bounded}",
    };

    /// <summary>"at least 90 %", "at most 10 s".</summary>
    private string Bounded => $"{(Bound.StartsWith("atLeast", StringComparison.Ordinal) ? "at least " : Bound.StartsWith("atMost", StringComparison.Ordinal) ? "at most " : "")}{Value}";

    /// <summary>"1 %", "10 s".</summary>
    private string Value
    {
        get
        {
            string value = Bound.Split(": ")[^1];
            int unit = value.AsSpan().IndexOfAnyExceptInRange('0', '9');
            return unit > 0 && value[unit] != '.' ? $"{value[..unit]} {value[unit..]}" : value;
        }
    }
}
