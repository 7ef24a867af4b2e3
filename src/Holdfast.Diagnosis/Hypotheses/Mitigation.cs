namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>Something that helps.</summary>
/// <param name="Command">What to type; null when it is not done at this keyboard, or when the gateway does it by itself.</param>
/// <param name="IsTaken">The gateway does it by itself already.</param>
public sealed record Mitigation(string Text, string? Command = null, bool IsTaken = false)
{
    /// <summary>Stands in a command for the server; <see cref="Ranking.OfferedCommands"/> fills it in.</summary>
    internal const string Server = "{server}";

    /// <summary>Stands in words for twice the connections that each server of the pool may hold now.</summary>
    internal const string TwiceTheConnections = "{twice the connections}";

    /// <summary>Stands in a command for the client that asks for most and the rate that it is to have.</summary>
    internal const string Client = "{client} {rate}";

    /// <summary>As a shell takes it for one word, whatever is in it: clients write parts of their names themselves.</summary>
    public static string Quoted(string name) =>
        name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or ':' or '-' or '_') ? name : $"'{name.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>Limits do it: where protection is off the gateway does not.</summary>
    public bool NeedsLimits { get; init; }

    /// <summary>The other way round: it is for pools whose protection is off.</summary>
    internal bool NeedsNoLimits { get; init; }

    /// <summary>It brings back the configuration that was in use before the change.</summary>
    internal bool PutsBack { get; init; }

    /// <summary>It is for the servers that have a new version, and not for all of the pool.</summary>
    internal bool IsForNewVersion { get; init; }

    /// <summary>It is for the servers that connections do not reach, where others are reached.</summary>
    internal bool IsForCutOff { get; init; }
}
