using System.Net;
using Holdfast.Configuration;
using Holdfast.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Admin;

/// <summary>
/// Every rule that a request must pass, cheapest first; a refusal is answered here. Nothing is said about what exists before the caller
/// is known. Any thread. Next: AdminRoutes.
/// </summary>
internal sealed class Gatekeeper
{
    private readonly AttemptLimiter attempts;
    private readonly EventLog? events;

    public Gatekeeper(AccessPolicy policy, AttemptLimiter attempts, EventLog? events)
    {
        Policy = policy;
        this.attempts = attempts;
        this.events = events;
    }

    /// <summary>Replaced when the configuration changes; a request uses the one it began with.</summary>
    public AccessPolicy Policy { get; set; }

    /// <summary>The route and the caller, or null when the request was refused and answered.</summary>
    public async Task<(AdminRoute Route, TokenConfig? Caller)?> AdmitAsync(HttpContext context)
    {
        AccessPolicy policy = Policy;
        HttpRequest request = context.Request;
        if (!policy.Hosts.Allows(request.Host, context.Connection.LocalIpAddress))
        {
            return await RefuseAsync(context, 421, "This server is not known by that host name: use its address, or list the name in admin.allowedHosts.");
        }

        if (!OriginRule.Allows(request))
        {
            return await RefuseAsync(context, 403, "Changes cannot be asked for by the pages of another site.");
        }

        if (AdminRoutes.Find(request, out _) is { IsSigned: true } signed)
        {
            return (signed, null);
        }

        TokenConfig? caller = null;
        if (!policy.Tokens.IsEmpty)
        {
            caller = await IdentifyAsync(context, policy.Tokens);
            if (caller is null)
            {
                return null;
            }
        }

        return await RouteAsync(context, caller);
    }

    private async Task<(AdminRoute Route, TokenConfig? Caller)?> RouteAsync(HttpContext context, TokenConfig? caller)
    {
        AdminRoute? route = AdminRoutes.Find(context.Request, out string[] allowed);
        if (route is null && allowed.Length == 0)
        {
            return await RefuseAsync(context, 404, $"There is nothing at this path. There are {AdminRoutes.Paths}.");
        }

        if (route is null)
        {
            context.Response.Headers.Allow = string.Join(", ", allowed);
            return await RefuseAsync(context, 405, $"This path takes {string.Join(" and ", allowed)}.");
        }

        if (caller is not null && !route.Allows(caller.Role))
        {
            string may = caller.Role == TokenRole.Report ? "may only report" : "may only read";
            return await RefuseAsync(context, 403, $"The token '{caller.Name}' {may}: this needs one with the role {route.Role.ToString().ToLowerInvariant()}.");
        }

        if (!ContentTypeRule.Allows(context.Request))
        {
            return await RefuseAsync(context, 415, $"A POST needs the header Content-Type: {ContentTypeRule.Accepted}.");
        }

        return (route, caller);
    }

    private async Task<TokenConfig?> IdentifyAsync(HttpContext context, TokenTable tokens)
    {
        const string Scheme = "Bearer ";
        context.Response.Headers.WWWAuthenticate = "Bearer";
        string header = context.Request.Headers.Authorization.Count == 1 ? context.Request.Headers.Authorization[0]! : string.Empty;
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            await RefuseAsync(context, 401, "This needs a token: Authorization: Bearer TOKEN.");
            return null;
        }

        IPAddress address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (!await attempts.TryEnterAsync(address, context.RequestAborted))
        {
            context.Response.Headers.RetryAfter = "1";
            await RefuseAsync(context, 429, "Too many wrong tokens came from this address.");
            return null;
        }

        TokenConfig? caller = tokens.Find(header[Scheme.Length..].Trim());
        if (caller is null)
        {
            attempts.Failed(address);
            events?.Warning("admin-wrong-token", "A wrong admin token was sent.", ("from", address.ToString()));
            await RefuseAsync(context, 401, "The token is not known.");
            return null;
        }

        context.Response.Headers.Remove("WWW-Authenticate");
        return caller;
    }

    private static async Task<(AdminRoute Route, TokenConfig? Caller)?> RefuseAsync(HttpContext context, int status, string detail)
    {
        await Answers.ProblemAsync(context, status, detail);
        return null;
    }
}
