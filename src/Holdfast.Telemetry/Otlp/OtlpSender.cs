using System.Net.Http;
using System.Net.Http.Headers;

namespace Holdfast.Telemetry.Otlp;

/// <summary>OTLP over HTTP. One connection, kept; answers are bounded and not read but for their status.</summary>
internal sealed class OtlpSender : IOtlpSender, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly HttpClient client;

    public OtlpSender(Uri address, IReadOnlyDictionary<string, string> headers)
    {
        client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ConnectTimeout = Patience, MaxConnectionsPerServer = 1, ActivityHeadersPropagator = null })
        {
            BaseAddress = address,
            Timeout = Patience,
            MaxResponseContentBufferSize = 64 * 1024,
        };
        foreach ((string name, string value) in headers)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }

    public OtlpAnswer Send(string path, ReadOnlyMemory<byte> message)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ReadOnlyMemoryContent(message) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        try
        {
            using HttpResponseMessage response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
            int status = (int)response.StatusCode;
            // As the specification lists them: these alone may be tried again.
            return response.IsSuccessStatusCode ? default : new($"status {status}", status is not (429 or 502 or 503 or 504));
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException)
        {
            return new(failure is TaskCanceledException ? "no answer in time" : failure.Message.TrimEnd('.'), false);
        }
    }

    public void Dispose() => client.Dispose();
}
