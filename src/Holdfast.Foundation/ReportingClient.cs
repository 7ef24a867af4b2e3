using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;

namespace Holdfast.Foundation;

/// <summary>
/// HTTP to one address for what reports by itself, without anybody who waits: one kept connection, no proxy, no cookies, nobody's redirect,
/// an answer of bounded length in bounded time. What goes wrong is a text and no exception. One thread.
/// </summary>
public sealed class ReportingClient : IDisposable
{
    private readonly HttpClient client;

    public ReportingClient(Uri address, TimeSpan patience, int answerBytesMaximum)
    {
        SocketsHttpHandler handler = new() { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ConnectTimeout = patience, MaxConnectionsPerServer = 1, ActivityHeadersPropagator = null };
        client = new HttpClient(handler) { BaseAddress = address, Timeout = patience, MaxResponseContentBufferSize = answerBytesMaximum };
    }

    /// <summary>Of every request.</summary>
    public HttpRequestHeaders Headers => client.DefaultRequestHeaders;

    /// <summary>The answer, whatever its status, or why there is none.</summary>
    public (HttpResponseMessage? Response, string? Problem) Send(HttpRequestMessage request, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead)
    {
        try
        {
            return (client.Send(request, until), null);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException)
        {
            return (null, failure is TaskCanceledException ? string.Create(CultureInfo.InvariantCulture, $"no answer within {client.Timeout.TotalSeconds:0.#} s") : failure.Message.TrimEnd('.'));
        }
    }

    public void Dispose() => client.Dispose();
}
