using System.Text;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Routing;

/// <summary>A header that must be there.</summary>
/// <param name="Value">Compared with case; null accepts any value.</param>
internal sealed record HeaderCondition(byte[] Name, byte[]? Value)
{
    /// <summary>Any of several lines with the name will do: which of them the server reads is not known here.</summary>
    public bool Holds(ReadOnlySpan<byte> buffer, HeaderBlock fields)
    {
        foreach (ref readonly HeaderField field in fields.Fields)
        {
            if (field.Name.Length == Name.Length
                && (Value is null || field.Value.Of(buffer).SequenceEqual(Value))
                && Ascii.EqualsIgnoreCase(field.Name.Of(buffer), Name))
            {
                return true;
            }
        }

        return false;
    }
}
