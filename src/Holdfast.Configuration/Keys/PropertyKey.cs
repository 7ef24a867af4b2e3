using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Nodes;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal sealed class PropertyKey<TRecord, TValue> : ConfigKey<TRecord>
{
    private readonly ValueKind<TValue> _kind;
    private readonly Func<TRecord, object?> _valueOf;
    private readonly Func<TRecord, TValue, TRecord> _with;

    public PropertyKey(string name, string? property, ValueKind<TValue> kind, Func<TRecord, object?> valueOf, Func<TRecord, TValue, TRecord> with)
        : base(name)
    {
        Property = property;
        Kind = kind;
        _kind = kind;
        _valueOf = valueOf;
        _with = with;
    }

    public override TRecord Read(TRecord record, ConfigNode node, ConfigPath path, ReadContext context)
    {
        // What holds parts keeps those that were understood, so that the rules can check them; a single value keeps its default.
        bool understood = _kind.TryRead(node, path, context, out TValue value);
        return understood || Kind!.PathSuffix.Length > 0 || Kind.Record is not null ? _with(record, value) : record;
    }

    public override object? ValueOf(TRecord record) => _valueOf(record);
}
