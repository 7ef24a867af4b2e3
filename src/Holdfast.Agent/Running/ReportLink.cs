using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using Holdfast.Agent.Reports;
using Holdfast.Foundation;

namespace Holdfast.Agent.Running;

/// <summary>POST /api/agents/report over HTTP. One connection, kept.</summary>
internal sealed class ReportLink(Uri gateway, string? token) : IReportLink, IDisposable
{
    private const int MaximumAnswerBytes = 16 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ReportingClient client = new(gateway, Patience, MaximumAnswerBytes);

    public LinkAnswer Post(AgentReport report)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "api/agents/report")
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(report, AgentJson.Default.AgentReport)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        (HttpResponseMessage? response, string? problem) = client.Send(request);
        using (response)
        {
            return response is null ? new(null, problem) : response.IsSuccessStatusCode ? Read(response) : new(null, Refusal((int)response.StatusCode), response.Headers.RetryAfter?.Delta);
        }
    }

    public void Dispose() => client.Dispose();

    private static LinkAnswer Read(HttpResponseMessage response)
    {
        try
        {
            using Stream body = response.Content.ReadAsStream();
            return JsonSerializer.Deserialize(body, AgentJson.Default.AgentAnswer) is { Seed.Length: > 0 } answer ? new(answer, null) : new(null, "the answer is not that of a Holdfast gateway");
        }
        catch (JsonException)
        {
            return new(null, "the answer is not that of a Holdfast gateway: is something else listening there?");
        }
    }

    private static string Refusal(int status) => status switch
    {
        401 => "the gateway does not know the token: name the file of one with --token-file",
        403 => "the token may not report: it needs the role report (holdfast token NAME --role report)",
        404 => "the gateway has no /api/agents/report: it is an older one, or another program",
        421 => "the gateway is not known by that host name: use its address, or list the name in admin.allowedHosts",
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the gateway answered with status {status}"),
    };
}
