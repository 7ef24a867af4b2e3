using System.CommandLine;
using System.Net.Http;
using System.Net.Http.Headers;
using Holdfast.Foundation;

namespace Holdfast.Cli;

/// <summary>The admin API of a running gateway, from outside like every other client. What goes wrong is an <see cref="IOException"/> for the operator.</summary>
internal sealed class AdminApi(NetworkAddress address, string? token) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        BaseAddress = new Uri($"http://{address}/"),
        // A reload resolves names and waits for all workers: seconds at worst.
        Timeout = TimeSpan.FromSeconds(30),
    };

    public static Option<NetworkAddress> AddressOption { get; } = new("--admin")
    {
        Description = "Address of the admin API; without it HOLDFAST_ADMIN is used when it is set",
        HelpName = "ADDRESS",
        CustomParser = Parsers.Address,
        DefaultValueFactory = result => Environment.GetEnvironmentVariable("HOLDFAST_ADMIN") is { Length: > 0 } written
            ? Parsers.Address(result, written)
            : NetworkAddress.FromIPv4(0x7F00_0001, 9900),
    };

    public static Option<string?> TokenFileOption { get; } = new("--token-file")
    {
        Description = "File that holds the token; without it HOLDFAST_TOKEN is used when it is set",
        HelpName = "FILE",
    };

    public static AdminApi From(ParseResult result) => new(result.GetValue(AddressOption), TokenFrom(result));

    /// <summary>Null where none is named.</summary>
    public static string? TokenFrom(ParseResult result)
    {
        string? file = result.GetValue(TokenFileOption);
        string? token = file is null ? Environment.GetEnvironmentVariable("HOLDFAST_TOKEN") : ReadToken(file);
        return string.IsNullOrWhiteSpace(token) ? null : token.Trim();
    }

    public AdminAnswer Get(string path) => Send(new HttpRequestMessage(System.Net.Http.HttpMethod.Get, path));

    /// <summary>YAML, of which JSON is a part.</summary>
    public AdminAnswer Post(string path, string body)
    {
        StringContent content = new(body, System.Text.Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));
        return Send(new HttpRequestMessage(System.Net.Http.HttpMethod.Post, path) { Content = content });
    }

    public AdminAnswer Put(string path, string json) =>
        Send(new HttpRequestMessage(System.Net.Http.HttpMethod.Put, path) { Content = new StringContent(json, System.Text.Encoding.UTF8, new MediaTypeHeaderValue("application/json")) });

    public AdminAnswer Delete(string path) => Send(new HttpRequestMessage(System.Net.Http.HttpMethod.Delete, path));

    public void Dispose() => client.Dispose();

    private static string ReadToken(string file)
    {
        try
        {
            return InputFile.Text(file, "It holds the token that 'holdfast token' has printed.");
        }
        catch (UnreadableFile failure)
        {
            throw new UnreadableFile($"the token file {failure.Message}");
        }
    }

    private AdminAnswer Send(HttpRequestMessage request)
    {
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        try
        {
            using HttpResponseMessage response = client.Send(request);
            using StreamReader reader = new(response.Content.ReadAsStream());
            return new AdminAnswer((int)response.StatusCode, reader.ReadToEnd());
        }
        catch (HttpRequestException failure)
        {
            throw new IOException($"no gateway answers at {address} ({failure.Message.TrimEnd('.')}): is it running, and is that its admin.address? Name another with --admin", failure);
        }
        catch (TaskCanceledException failure)
        {
            throw new IOException($"the gateway at {address} did not answer within {client.Timeout.TotalSeconds:0} s", failure);
        }
    }
}
