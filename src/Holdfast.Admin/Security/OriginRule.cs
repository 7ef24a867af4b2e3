using Microsoft.AspNetCore.Http;

namespace Holdfast.Admin;

/// <summary>Refuses changes that another site's page asks a browser for. Reading needs no rule: without CORS headers no page can read.</summary>
internal static class OriginRule
{
    public static bool Allows(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.Headers.Origin.Count == 0)
        {
            return true;
        }

        return request.Headers.Origin.Count == 1
            && Uri.TryCreate(request.Headers.Origin[0], UriKind.Absolute, out Uri? origin)
            && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
