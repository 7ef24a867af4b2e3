using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using Holdfast.Incidents.Escalation;

namespace Holdfast.Incidents.Notifications.Channels;

/// <summary>POST to an address. The key goes along as Idempotency-Key.</summary>
internal sealed class WebhookChannel(ChannelConfig config) : INotificationChannel, IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = config.Timeout, PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { Timeout = config.Timeout };

    public DeliveryResult Send(Notification notification)
    {
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Post, config.Url) { Content = new ByteArrayContent(Payloads.Write(notification, config)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("Idempotency-Key", notification.Key);
            request.Headers.UserAgent.ParseAdd("Holdfast");
            using HttpResponseMessage response = client.Send(request);
            int status = (int)response.StatusCode;
            return new DeliveryResult(status is >= 200 and < 300, string.Create(CultureInfo.InvariantCulture, $"answered {status}")) { IsRefused = status is 400 or 413 or 422 };
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            return new DeliveryResult(false, failure is OperationCanceledException ? string.Create(CultureInfo.InvariantCulture, $"no answer within {config.Timeout.TotalSeconds:0.#} s") : failure.Message);
        }
    }

    public void Dispose() => client.Dispose();
}
