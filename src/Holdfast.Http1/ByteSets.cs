using System.Buffers;

namespace Holdfast.Http1;

/// <summary>The byte classes of RFC 9110 section 5.6 and RFC 3986, in the form that a vectorised search takes.</summary>
internal static class ByteSets
{
    /// <summary>What may not stand inside a line: every control byte but HTAB. Its first hit is a line's CR, or an offence.</summary>
    public static readonly SearchValues<byte> NeverInLine = SearchValues.Create(NeverInLineBytes());

    /// <summary>tchar without '_': the first other byte of a good field name is its colon. '_' is looked at apart, see FieldLine.</summary>
    public static readonly SearchValues<byte> TokenWithoutUnderscore = SearchValues.Create(
        "!#$%&'*+-.^`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>tchar (RFC 9110 section 5.6.2).</summary>
    public static readonly SearchValues<byte> Token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>
    /// Target bytes that need no second look. '?' and '%' do; '#', '\' and non-ASCII are refused. Bytes that RFC 3986 forbids
    /// but browsers send unescaped in queries (" &lt; > ^ ` { | }) pass: they are forwarded as they came and mean nothing to framing.
    /// </summary>
    public static readonly SearchValues<byte> PlainTarget = SearchValues.Create(
        "!\"$&'()*+,-./0123456789:;<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>
    /// reg-name of RFC 3986 without ',' (two hosts in one) and without '%' (a server might decode a name that was routed undecoded).
    /// </summary>
    public static readonly SearchValues<byte> HostName = SearchValues.Create(
        "!$&'()*+-.0123456789;=ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~"u8);

    private static byte[] NeverInLineBytes()
    {
        var bytes = new List<byte> { 0x7F };
        for (byte value = 0; value < 0x20; value++)
        {
            if (value != (byte)'\t')
            {
                bytes.Add(value);
            }
        }

        return [.. bytes];
    }
}
