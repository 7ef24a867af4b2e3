using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Nodes;

namespace Holdfast.Configuration.Keys;

internal abstract class ConfigKey<TRecord>(string name) : ConfigKey(name)
{
    /// <summary>The record with the value, or unchanged with a finding.</summary>
    public abstract TRecord Read(TRecord record, ConfigNode node, ConfigPath path, ReadContext context);

    public abstract object? ValueOf(TRecord record);

    public sealed override object? ValueOfRecord(object record) => ValueOf((TRecord)record);
}
