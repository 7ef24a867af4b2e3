using System.Net.Http;

namespace Holdfast.Drills.Running;

/// <summary>For control addresses and gateways' own pages, never for the load.</summary>
internal static class DrillHttp
{
    /// <summary>A frozen server must not stop the sampling of the others, nor delay its own next sample for long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    public static HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, ConnectTimeout = Patience, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>The body, or null when there was no answer in time.</summary>
    public static async Task<string?> TryGetAsync(string url, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using HttpResponseMessage answer = await Client.GetAsync(url, limit.Token).ConfigureAwait(false);
            return await answer.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
