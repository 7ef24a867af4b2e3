namespace Holdfast.Configuration.Reading.Nodes;

/// <summary>A value of the YAML text with its place. Aliases share the node that they repeat.</summary>
internal abstract class ConfigNode(int line, int column)
{
    /// <summary>1-based.</summary>
    public int Line { get; } = line;

    /// <summary>1-based.</summary>
    public int Column { get; } = column;

    /// <summary>Nodes at and below this one with aliases counted out, so that a bomb of aliases is seen before it is walked.</summary>
    public long Size { get; set; } = 1;

    /// <summary>As findings name it: "a list".</summary>
    public abstract string Description { get; }
}
