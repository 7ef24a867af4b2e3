using System.Net.Http;
using System.Net.Http.Headers;
using Holdfast.Foundation;

namespace Holdfast.Telemetry.Otlp;

/// <summary>OTLP over HTTP. One connection, kept; answers are bounded and not read but for their status.</summary>
internal sealed class OtlpSender : IOtlpSender, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly ReportingClient client;

    public OtlpSender(Uri address, IReadOnlyDictionary<string, string> headers)
    {
        client = new ReportingClient(address, Patience, answerBytesMaximum: 64 * 1024);
        foreach ((string name, string value) in headers)
        {
            client.Headers.TryAddWithoutValidation(name, value);
        }
    }

    public OtlpAnswer Send(string path, ReadOnlyMemory<byte> message)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ReadOnlyMemoryContent(message) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        (HttpResponseMessage? response, string? problem) = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        using (response)
        {
            int status = (int?)response?.StatusCode ?? 0;
            // As the specification lists them: these alone may be tried again.
            return response is null ? new(problem, false) : response.IsSuccessStatusCode ? default : new($"status {status}", status is not (429 or 502 or 503 or 504));
        }
    }

    public void Dispose() => client.Dispose();
}
