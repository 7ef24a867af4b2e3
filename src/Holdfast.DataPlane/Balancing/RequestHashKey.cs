using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Balancing;

/// <summary>What consistent hashing looks at in a request. A request without the header or cookie is hashed by its address instead: all of those to one server would be a crowd.</summary>
internal static class RequestHashKey
{
    public static ulong Of(PoolSnapshot pool, ReadOnlySpan<byte> input, RequestHead request, in NetworkAddress client)
    {
        switch (pool.Balance.HashOn)
        {
            case HashSource.Path:
                return HashKey.Of(request.Path.Of(input));
            case HashSource.Header:
                int index = request.Fields.IndexOf(input, pool.HashName);
                return index < 0 ? HashKey.Of(client) : HashKey.Of(request.Fields.Fields[index].Value.Of(input));
            case HashSource.Cookie:
                ReadOnlySpan<byte> cookie = CookieReader.Find(input, request.Fields, pool.HashName);
                return cookie.IsEmpty ? HashKey.Of(client) : HashKey.Of(cookie);
            default:
                return HashKey.Of(client);
        }
    }
}
