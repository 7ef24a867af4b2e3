using Holdfast.Configuration;
using Holdfast.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Holdfast.Admin;

/// <summary>A request from its head to its answer: rules, action, and what to say when either throws. Any thread. Next: Gatekeeper.</summary>
internal sealed class AdminApplication : IHttpApplication<HttpContext>
{
    private static readonly string[] PathsWithSecrets = ["/ack", "/api/throttles"];

    private readonly Gatekeeper gatekeeper;
    private readonly IGatewayControl gateway;
    private readonly EventLog? events;

    public AdminApplication(Gatekeeper gatekeeper, IGatewayControl gateway, EventLog? events)
    {
        this.gatekeeper = gatekeeper;
        this.gateway = gateway;
        this.events = events;
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing in the context is ours to dispose.
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        try
        {
            if (await gatekeeper.AdmitAsync(context) is (AdminRoute route, var caller))
            {
                await route.Answer(new(context, gateway, caller, route.ValuesOf(context.Request.Path.Value) ?? []));
                Record(context, caller);
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away: there is nobody to answer.
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            await AnswerFailureAsync(context, failure);
        }
    }

    // Who changed what: reading and the reports of agents are not recorded, they would drown the rest.
    private void Record(HttpContext context, TokenConfig? caller)
    {
        bool isReport = context.Request.Path.Value == AgentActions.ReportPath;
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && !isReport)
        {
            events?.Information(
                "admin-change",
                "A change was asked for.",
                ("method", context.Request.Method),
                ("path", PathOf(context)),
                ("by", caller?.Name ?? "no token"),
                ("from", context.Connection.RemoteIpAddress?.ToString()),
                ("status", context.Response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Without what a link is valid by, and without a client's cookie or key: who reads the log could use them.</summary>
    private static string? PathOf(HttpContext context) =>
        Array.Find(PathsWithSecrets, path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal)) is { } secret ? $"{secret}/..." : context.Request.Path.Value;

    private Task AnswerFailureAsync(HttpContext context, Exception failure)
    {
        if (failure is BadHttpRequestException bad)
        {
            long? most = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
            string detail = bad.StatusCode == 413 ? $"The body is larger than {most ?? AdminServer.MaximumBodyBytes} bytes." : "The request could not be read.";
            return Answers.ProblemAsync(context, bad.StatusCode, detail);
        }

        events?.Error("admin-failure", "An admin request failed.", ("path", PathOf(context)), ("failure", failure.ToString()));
        return Answers.ProblemAsync(context, 500, "The request failed; the gateway's log says why. Traffic is not affected.");
    }
}
