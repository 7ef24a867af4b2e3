using Holdfast.Configuration.Reading.Nodes;

namespace Holdfast.Configuration.Reading.Values;

internal abstract class ValueKind<T> : ValueKind
{
    /// <summary>False with a finding when it is not understood. The value is usable in either case, so that reading goes on.</summary>
    public abstract bool TryRead(ConfigNode node, ConfigPath path, ReadContext context, out T value);
}
