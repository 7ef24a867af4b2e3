using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Admin;

/// <summary>A POST says that it is a configuration: the types that a form can send without asking (CORS "simple" requests) are refused.</summary>
internal static class ContentTypeRule
{
    public const string Accepted = "application/yaml, text/yaml or application/json";

    public static bool Allows(HttpRequest request) =>
        !HttpMethods.IsPost(request.Method)
        || (MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && type.MediaType?.ToLowerInvariant() is "application/yaml" or "text/yaml" or "application/json");
}
