using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Nodes;

namespace Holdfast.Configuration.Keys;

/// <summary>A key that Holdfast's configurations know, but that this version cannot honour: it says so instead of "unknown key".</summary>
internal sealed class RefusedKey<TRecord>(string name, string message, string remedy) : ConfigKey<TRecord>(name)
{
    public override TRecord Read(TRecord record, ConfigNode node, ConfigPath path, ReadContext context)
    {
        context.Report(node, path, message, remedy);
        return record;
    }

    public override object? ValueOf(TRecord record) => null;
}
