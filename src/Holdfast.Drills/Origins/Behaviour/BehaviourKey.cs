namespace Holdfast.Drills;

/// <summary>One name with which an <see cref="OriginBehaviour"/> is changed, on the command line (--max-connections) and in JSON (maxConnections).</summary>
/// <param name="Name">As in JSON.</param>
/// <param name="Example">A value that can be written.</param>
/// <param name="Set">The behaviour with the value, or what is wrong with the text and what to write instead.</param>
public sealed record BehaviourKey(string Name, string Example, string Description, Func<OriginBehaviour, string, (OriginBehaviour? Changed, string? Wrong)> Set)
{
    /// <summary>As on the command line, with the dashes.</summary>
    public string Option => "--" + string.Concat(Name.Select(letter => char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : letter.ToString()));
}
