using System.Buffers.Text;
using System.Text;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// Does a request say of itself that it is a retry? By the fields that clients and proxies use for it: Envoy's attempt count (from 1), AWS
/// SDKs' attempt, gRPC's count of earlier attempts, and the plain ones. Worker thread only.
/// </summary>
internal static class RetryMark
{
    // Lengths of the names below, one bit each: most fields are passed over by looking at nothing else.
    private const ulong Lengths = (1UL << 7) | (1UL << 13) | (1UL << 15) | (1UL << 21) | (1UL << 26);

    public static bool IsIn(ReadOnlySpan<byte> input, ReadOnlySpan<HeaderField> fields)
    {
        foreach (ref readonly HeaderField field in fields)
        {
            int length = field.Name.Length;
            if (length < 64 && ((Lengths >> length) & 1) != 0 && field.Known == KnownField.None && Says(field.Name.Of(input), field.Value.Of(input)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Says(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => name.Length switch
    {
        7 => Ascii.EqualsIgnoreCase(name, "X-Retry"u8) && !value.IsEmpty && !value.SequenceEqual("0"u8),
        13 => Ascii.EqualsIgnoreCase(name, "X-Retry-Count"u8) && NumberIn(value) >= 1,
        15 => (Ascii.EqualsIgnoreCase(name, "X-Retry-Attempt"u8) && NumberIn(value) >= 1) || (Ascii.EqualsIgnoreCase(name, "Amz-Sdk-Request"u8) && AttemptIn(value) >= 2),
        21 => Ascii.EqualsIgnoreCase(name, "X-Envoy-Attempt-Count"u8) && NumberIn(value) >= 2,
        26 => Ascii.EqualsIgnoreCase(name, "Grpc-Previous-Rpc-Attempts"u8) && NumberIn(value) >= 1,
        _ => false,
    };

    private static int NumberIn(ReadOnlySpan<byte> value) => Utf8Parser.TryParse(value, out int number, out _) ? number : 0;

    /// <summary>"attempt=2; max=3".</summary>
    private static int AttemptIn(ReadOnlySpan<byte> value)
    {
        int place = value.IndexOf("attempt="u8);
        return place < 0 ? 0 : NumberIn(value[(place + "attempt=".Length)..]);
    }
}
