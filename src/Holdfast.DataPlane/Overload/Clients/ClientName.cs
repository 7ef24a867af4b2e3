using System.Runtime.CompilerServices;
using System.Text;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// What people are shown of a client that is not told apart by its address: "X-User=ann", or "session=#1f3a9c2e" where the value is a secret.
/// In a place of fixed size, so that naming a client allocates nothing. Ends with the first 0.
/// </summary>
[InlineArray(Bytes)]
internal struct ClientName
{
    /// <summary>Enough for most names and addresses of mail; 24 KiB for a worker and pool, and only where clients have names.</summary>
    public const int Bytes = 48;

    // A name is there to tell whose the value is; the value is what people look for.
    private const int FrontMaximum = 16;

#pragma warning disable IDE0044, IDE0051, CS0169, CS0649
    private byte first;
#pragma warning restore IDE0044, IDE0051, CS0169, CS0649

    public readonly bool IsEmpty => first == 0;

    /// <param name="front">Name of the header.</param>
    public static ClientName OfValue(ReadOnlySpan<byte> front, ReadOnlySpan<byte> value)
    {
        ClientName name = default;
        int used = name.Begin(front);
        Span<byte> rest = ((Span<byte>)name)[used..];
        bool isCut = value.Length > rest.Length;
        int taken = isCut ? rest.Length - 3 : value.Length;
        for (int index = 0; index < taken; index++)
        {
            // Names stand in lists, separated by commas: nobody's may look like two, nor bring anything to a terminal that it would obey.
            rest[index] = value[index] is > (byte)' ' and < 0x7F and not (byte)',' ? value[index] : (byte)'?';
        }

        if (isCut)
        {
            "..."u8.CopyTo(rest[taken..]);
        }

        return name;
    }

    /// <param name="front">Name of the cookie or header.</param>
    /// <param name="hash">Of the secret, with a key that only this process knows.</param>
    public static ClientName OfSecret(ReadOnlySpan<byte> front, uint hash)
    {
        ClientName name = default;
        Span<byte> rest = ((Span<byte>)name)[name.Begin(front)..];
        rest[0] = (byte)'#';
        for (int digit = 0; digit < 8; digit++)
        {
            rest[1 + digit] = "0123456789abcdef"u8[(int)(hash >> (28 - (4 * digit))) & 15];
        }

        return name;
    }

    public override readonly string ToString()
    {
        ReadOnlySpan<byte> all = this;
        int end = all.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? all : all[..end]);
    }

    private int Begin(ReadOnlySpan<byte> front)
    {
        ReadOnlySpan<byte> shown = front[..Math.Min(front.Length, FrontMaximum)];
        shown.CopyTo(this);
        ((Span<byte>)this)[shown.Length] = (byte)'=';
        return shown.Length + 1;
    }
}
