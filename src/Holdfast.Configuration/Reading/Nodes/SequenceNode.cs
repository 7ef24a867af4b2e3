namespace Holdfast.Configuration.Reading.Nodes;

internal sealed class SequenceNode(int line, int column) : ConfigNode(line, column)
{
    public List<ConfigNode> Items { get; } = [];

    public override string Description => "a list";
}
