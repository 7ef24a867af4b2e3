using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Notifications;

namespace Holdfast.Incidents.Tests.Notifications;

/// <summary>Real channels against real receivers on this machine.</summary>
public sealed class ChannelsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    private readonly Notification word = new(
        "holdfast-1.7.notify.1.level.1.0.anna", "holdfast-1.7", "page", 7, "sev1", "shop", "[SEV1] incident 7, shop: pool-exhaustion",
        ["It was declared.", "Pool shop: 84 % of the users"], "anna", Now, null, Now, "http://127.0.0.1:9900/ack/x");

    [Theory]
    [InlineData("json", "key", "holdfast-1.7.notify.1.level.1.0.anna")]
    [InlineData("slack", "text", "[SEV1] incident 7, shop: pool-exhaustion\nIt was declared.\nPool shop: 84 % of the users\n<http://127.0.0.1:9900/ack/x|Acknowledge>")]
    [InlineData("pagerduty", "dedup_key", "holdfast-1.7")]
    [InlineData("alertmanager", "startsAt", "2030-03-17T17:46:40+00:00")]
    public void Webhook_CarriesItsShape_AndTheKey(string shape, string member, string value)
    {
        using HttpListener sink = Listen(out string url);
        Task<HttpListenerContext> arrived = sink.GetContextAsync();
        Task<DeliveryResult> sent = Task.Run(() => ChannelFactory.Create(new ChannelConfig { Name = "hook", Type = ChannelType.Webhook, Shape = shape, Url = url, RoutingKey = "R1" }).Send(word));
        HttpListenerContext context = arrived.GetAwaiter().GetResult();
        using JsonDocument body = JsonDocument.Parse(new StreamReader(context.Request.InputStream).ReadToEnd());
        context.Request.Headers["Idempotency-Key"].ShouldBe(word.Key);
        context.Response.StatusCode = 202;
        context.Response.Close();

        sent.GetAwaiter().GetResult().ShouldBe(new DeliveryResult(true, "answered 202"));
        JsonElement root = body.RootElement.ValueKind == JsonValueKind.Array ? body.RootElement[0] : body.RootElement;
        root.GetProperty(member).GetString().ShouldBe(value);
    }

    [Fact]
    public void PagerDuty_GetsTriggerAndResolve()
    {
        Member(word, "event_action").ShouldBe("trigger");
        Member(word with { Purpose = "over" }, "event_action").ShouldBe("resolve");

        static string? Member(Notification word, string name) =>
            JsonDocument.Parse(Payloads.Write(word, new ChannelConfig { Name = "p", Type = ChannelType.Webhook, Shape = "pagerduty", RoutingKey = "R1" })).RootElement.GetProperty(name).GetString();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(302)]
    public void WebhookThatDoesNotTakeIt_IsAFailure(int status)
    {
        using HttpListener sink = Listen(out string url);
        Task<DeliveryResult> sent = Task.Run(() => ChannelFactory.Create(new ChannelConfig { Name = "hook", Type = ChannelType.Webhook, Url = url }).Send(word));
        HttpListenerContext context = sink.GetContextAsync().GetAwaiter().GetResult();
        context.Response.StatusCode = status;
        context.Response.Close();
        sent.GetAwaiter().GetResult().ShouldBe(new DeliveryResult(false, $"answered {status}"));
    }

    [Fact]
    public void NobodyListens_IsAFailureInWords()
    {
        int port = FreePort();
        ChannelFactory.Create(new ChannelConfig { Name = "hook", Type = ChannelType.Webhook, Url = $"http://127.0.0.1:{port}/" }).Send(word).IsDelivered.ShouldBeFalse();
        ChannelFactory.Create(new ChannelConfig { Name = "mail", Type = ChannelType.Smtp, Server = $"127.0.0.1:{port}", From = "a@example.org", To = ["b@example.org"] }).Send(word).IsDelivered.ShouldBeFalse();
        ChannelFactory.Create(new ChannelConfig { Name = "run", Type = ChannelType.Command, Run = ["/no/such/program"] }).Send(word).IsDelivered.ShouldBeFalse();
    }

    [Fact]
    public void Mail_ArrivesAtARealServer_WithTheKeyAsItsMessageId()
    {
        string text = Mailed(word);
        text.ShouldContain("RCPT TO:<oncall@example.org>");
        text.ShouldContain($"<{word.Key}@holdfast>");
        text.ShouldContain("Subject: [SEV1] incident 7, shop: pool-exhaustion");
        // As it stands on the wire: a line is a line.
        BodyOf(text).ShouldBe("It was declared.\nPool shop: 84 % of the users\n\nAcknowledge: http://127.0.0.1:9900/ack/x\n.\n");
    }

    [Theory]
    [InlineData("Zoë took it up.")]
    [InlineData(".")]
    [InlineData("pools.shop.servers.web-1 added; ", 60)]
    public void MailOfAnyText_KeepsItsLines(string line, int times = 1)
    {
        string said = string.Concat(Enumerable.Repeat(line, times));
        string text = Mailed(word with { Lines = [said, "Pool shop: 84 % of the users"] });
        string body = BodyOf(text);
        string read = text.Contains("Content-Transfer-Encoding: base64", StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(body.TrimEnd('.', '\n').ReplaceLineEndings("")))
            // RFC 5321, 4.5.2: who takes a mail takes the first dot of a line away.
            : string.Join("\r\n", body.Split('\n').Select(one => one.StartsWith('.') ? one[1..] : one));
        read.ShouldStartWith($"{said}\r\nPool shop: 84 % of the users\r\n");
        body.Split('\n').ShouldAllBe(one => one.Length <= 998);
    }

    [Fact]
    public void Command_GetsJsonAndTheKey_AndItsExitCodeCounts()
    {
        string file = Path.GetTempFileName();
        ChannelConfig config = new() { Name = "run", Type = ChannelType.Command, Run = ["/bin/sh", "-c", $"(echo \"$HOLDFAST_KEY\"; cat) > {file}"] };
        ChannelFactory.Create(config).Send(word).ShouldBe(new DeliveryResult(true, "exit code 0"));
        File.ReadAllText(file).ShouldStartWith(word.Key + "\n{\"key\":");
        File.Delete(file);
        ChannelFactory.Create(config with { Run = ["/bin/sh", "-c", "exit 3"] }).Send(word).ShouldBe(new DeliveryResult(false, "exit code 3"));
        ChannelFactory.Create(config with { Run = ["/bin/sleep", "60"], Timeout = TimeSpan.FromMilliseconds(200) }).Send(word).IsDelivered.ShouldBeFalse();
    }

    private static string Mailed(Notification word)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task<string> mail = Task.Run(() => TakeOneMail(listener));
        ChannelConfig config = new() { Name = "mail", Type = ChannelType.Smtp, Server = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", From = "holdfast@example.org", To = ["oncall@example.org"] };
        DeliveryResult result = ChannelFactory.Create(config).Send(word);
        result.IsDelivered.ShouldBeTrue(result.Detail);
        return mail.GetAwaiter().GetResult();
    }

    private static string BodyOf(string mail)
    {
        string body = mail[(mail.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
        return body[..body.IndexOf("QUIT", StringComparison.OrdinalIgnoreCase)].Replace("\n\n.\n", "\n.\n", StringComparison.Ordinal);
    }

    /// <summary>A mail server of the smallest kind: says yes to everything and gives back what it heard.</summary>
    private static string TakeOneMail(TcpListener listener)
    {
        using TcpClient client = listener.AcceptTcpClient();
        using StreamReader reader = new(client.GetStream(), Encoding.ASCII);
        using StreamWriter writer = new(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        StringBuilder heard = new();
        writer.WriteLine("220 sink");
        bool isData = false;
        while (reader.ReadLine() is { } line)
        {
            heard.Append(line).Append('\n');
            if (isData && line == ".")
            {
                isData = false;
                writer.WriteLine("250 taken");
            }
            else if (!isData && line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                isData = true;
                writer.WriteLine("354 go on");
            }
            else if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
            {
                writer.WriteLine("221 bye");
                break;
            }
            else if (!isData)
            {
                writer.WriteLine("250 ok");
            }
        }

        return heard.ToString();
    }

    private static HttpListener Listen(out string url)
    {
        url = $"http://127.0.0.1:{FreePort()}/";
        HttpListener listener = new();
        listener.Prefixes.Add(url);
        listener.Start();
        return listener;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
