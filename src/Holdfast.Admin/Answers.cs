using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Holdfast.Admin;

/// <summary>The shapes of an answer. All of them have a length, so that a client sees when one was cut off.</summary>
internal static class Answers
{
    public static Task JsonAsync<T>(HttpContext context, int status, T value, JsonTypeInfo<T> type) =>
        BytesAsync(context, status, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>An operator's word that was not taken.</summary>
    public static Task RefusedAsync(HttpContext context, OperatorOutcome outcome) =>
        ProblemAsync(context, outcome.Kind == OperatorOutcomeKind.NotFound ? 404 : 409, outcome.Detail);

    /// <summary>RFC 9457. The detail is ours, never an exception's text.</summary>
    public static Task ProblemAsync(HttpContext context, int status, string detail, IReadOnlyList<ConfigFinding>? findings = null)
    {
        ProblemReport problem = new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, findings);
        return BytesAsync(context, status, "application/problem+json", JsonSerializer.SerializeToUtf8Bytes(problem, AdminJson.Default.ProblemReport));
    }

    public static async Task BytesAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
