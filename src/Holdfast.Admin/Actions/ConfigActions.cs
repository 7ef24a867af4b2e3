using System.Text;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Admin;

/// <summary>Shows and changes the configuration. A refused one changes nothing, and the answer says all that is wrong with it.</summary>
internal static class ConfigActions
{
    // Symbols. A path that is longer is recognised by its beginning, or by nobody.
    private const int FileNameMaximum = 200;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Task Show(AdminRequest request) =>
        Answers.BytesAsync(request.Context, 200, "application/yaml", Encoding.UTF8.GetBytes(request.Gateway.GetEffectiveConfig()));

    public static async Task Replace(AdminRequest request)
    {
        if (await RefusesAsync(request, "file"))
        {
            return;
        }

        string? yaml = await ReadTextAsync(request.Context);
        if (string.IsNullOrWhiteSpace(yaml))
        {
            await Answers.ProblemAsync(request.Context, 400, yaml is null ? "The body is not UTF-8 text." : "The body is empty: send the whole configuration as YAML.");
            return;
        }

        await ReloadAsync(request, yaml, FileOf(request));
    }

    public static async Task Reload(AdminRequest request)
    {
        if (await RefusesAsync(request, "to"))
        {
            return;
        }

        if (!request.Context.Request.Query.TryGetValue("to", out var fingerprint))
        {
            await ReloadAsync(request, null, null);
            return;
        }

        await (request.Gateway.FindKeptConfig(fingerprint.ToString()) is { } yaml
            ? ReloadAsync(request, yaml, $"kept configuration {fingerprint}")
            : Answers.ProblemAsync(request.Context, 404, $"No configuration with the fingerprint '{fingerprint}' is kept: the last twenty are, in the state directory. 'holdfast series events' shows the fingerprints of each change."));
    }

    private static async Task<bool> RefusesAsync(AdminRequest request, string known)
    {
        string? unknown = request.Context.Request.Query.Keys.FirstOrDefault(key => key != known);
        if (unknown is not null)
        {
            await Answers.ProblemAsync(request.Context, 400, $"There is no parameter '{unknown}': there is {known}.");
        }

        return unknown is not null;
    }

    /// <summary>As it may stand in a log and on a terminal: bounded, and in one line.</summary>
    private static string? FileOf(AdminRequest request)
    {
        string written = string.Concat(request.Context.Request.Query["file"].ToString().Where(symbol => !char.IsControl(symbol)).Take(FileNameMaximum)).Trim();
        return written.Length == 0 ? null : written;
    }

    private static async Task ReloadAsync(AdminRequest request, string? yaml, string? file)
    {
        ReloadOutcome outcome = await request.Gateway.ReloadAsync(yaml, request.Source, file, request.Context.RequestAborted);
        await (outcome.Applied
            ? Answers.JsonAsync(request.Context, 200, new ReloadReport(outcome.Revision, outcome.Fingerprint, outcome.Findings) { Changed = outcome.Changed, ProtectionOff = outcome.ProtectionOff }, AdminJson.Default.ReloadReport)
            : Answers.ProblemAsync(request.Context, 422, "The configuration was refused; the one in use stays.", outcome.Findings));
    }

    // The whole body in memory: its size is bounded by the server, and so is the number of connections.
    private static async Task<string?> ReadTextAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        try
        {
            return StrictUtf8.GetString(body.GetBuffer(), 0, (int)body.Length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
