using System.Text;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Who is asking, as a hash: the unit of fairness and of limits. A request without the header, cookie or key is known by its address: all
/// of those as one client would be a crowd that pays for its worst. Immutable; any thread.
/// </summary>
internal sealed class ClientIdentity
{
    // What is shown is not the hash that limits and shares go by, nor a part of it: whoever reads a status should not be able to aim at a client's place.
    private const ulong NameSalt = 0x9E37_79B9_7F4A_7C15;

    private static readonly string[] SecretWords = ["auth", "cookie", "key", "token", "secret", "session", "password", "signature", "credential"];

    private readonly ClientKeySource source;
    private readonly byte[] name;
    private readonly ulong seed;
    private readonly bool isSecret;

    /// <param name="seed">Secret of this process: whoever could aim at another one's hash could use up its share.</param>
    public ClientIdentity(ClientKey key, ulong seed)
    {
        source = key.Source;
        name = Encoding.ASCII.GetBytes(key.Name);
        this.seed = seed;
        // Who knows a cookie's value or a key is its owner to every service. So it is with headers whose name says that they are something of the kind.
        isSecret = source != ClientKeySource.Header || Array.Exists(SecretWords, word => key.Name.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    public ulong Of(ReadOnlySpan<byte> input, RequestHead request, in NetworkAddress client)
    {
        ReadOnlySpan<byte> written = WrittenIn(input, request);
        return written.IsEmpty ? OfAddress(client) : OfText(written);
    }

    /// <summary>The header, cookie or key that tells clients apart; empty where addresses do, and where the request has none.</summary>
    public ReadOnlySpan<byte> WrittenIn(ReadOnlySpan<byte> input, RequestHead request) => source switch
    {
        ClientKeySource.Header => FieldOf(input, request, name),
        ClientKeySource.Cookie => CookieReader.Find(input, request.Fields, name),
        ClientKeySource.Key => KeyOf(input, request),
        _ => default,
    };

    /// <summary>For people: the value of a header, of all that may be a secret a short hash that differs from process to process.</summary>
    /// <param name="written">Of <see cref="WrittenIn"/>.</param>
    public ClientName NameOf(ReadOnlySpan<byte> written) => isSecret
        ? ClientName.OfSecret(source == ClientKeySource.Key ? "key"u8 : name, (uint)(ByteHash.Mix(ByteHash.Mix(seed, OfText(written)), NameSalt) >> 32))
        : ClientName.OfValue(name, written);

    /// <summary>That header or cookie tells clients apart; "key" where keys do.</summary>
    public bool IsToldApartBy(string written) => source switch
    {
        ClientKeySource.Header => written.Equals(Encoding.ASCII.GetString(name), StringComparison.OrdinalIgnoreCase),
        ClientKeySource.Cookie => written == Encoding.ASCII.GetString(name),
        ClientKeySource.Key => written == "key",
        _ => false,
    };

    /// <summary>Of what somebody wrote that is no address.</summary>
    public ulong OfText(ReadOnlySpan<byte> text) => ByteHash.Of(seed, text);

    /// <summary>
    /// Of IPv6 the network of 64 bits: that is the least one customer gets, who may use every address in it (RFC 6177). Of IPv4 all of it, or 24
    /// bits where networks are told apart.
    /// </summary>
    public ulong OfAddress(in NetworkAddress client)
    {
        if (source == ClientKeySource.Route)
        {
            return seed;
        }

        ulong low = source == ClientKeySource.Network ? client.Low >> 8 : client.Low;
        return ByteHash.Mix(ByteHash.Mix(seed, client.High), client.IsIPv4 ? low : 0);
    }

    private static ReadOnlySpan<byte> FieldOf(ReadOnlySpan<byte> input, RequestHead request, ReadOnlySpan<byte> name)
    {
        int index = request.Fields.IndexOf(input, name);
        return index < 0 ? default : request.Fields.Fields[index].Value.Of(input);
    }

    private static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> input, RequestHead request)
    {
        ReadOnlySpan<byte> key = FieldOf(input, request, "X-Api-Key"u8);
        return key.IsEmpty ? FieldOf(input, request, "Authorization"u8) : key;
    }
}
