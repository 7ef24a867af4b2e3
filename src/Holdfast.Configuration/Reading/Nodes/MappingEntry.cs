namespace Holdfast.Configuration.Reading.Nodes;

internal sealed record MappingEntry(ScalarNode Key, ConfigNode Value);
