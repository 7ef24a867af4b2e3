using System.CommandLine;
using System.CommandLine.Parsing;
using Holdfast.Drills;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Cli;

/// <summary>`holdfast origin`: one server that breaks as it is told, until a signal or its death. Next: <see cref="Origin"/>.</summary>
internal static class OriginCommand
{
    private static readonly NetworkAddress DefaultAddress = NetworkAddress.FromIPv4(0x7F00_0101, 8001);

    public static Command Create()
    {
        Option<NetworkAddress> address = new("--address") { Description = "Where it serves", HelpName = "127.0.1.1:8001", CustomParser = Parsers.Address, DefaultValueFactory = _ => DefaultAddress };
        Option<NetworkAddress> control = new("--control") { Description = "Where it takes orders; by default the port of --address + 1000", HelpName = "127.0.1.1:9001", CustomParser = Parsers.Address };
        Option<string?> name = new("--name") { Description = "In its answers (X-Origin) and reports; by default its address", HelpName = "a", CustomParser = Name };
        Option<int> backlog = new("--backlog") { Description = "Connections that the kernel accepts ahead of it", HelpName = "128", CustomParser = Backlog, DefaultValueFactory = _ => 128 };
        Option<string> protocol = new("--protocol") { Description = "http, or echo: TCP echo, each connection a session", HelpName = "http", DefaultValueFactory = _ => "http" };
        Option<ulong?> seed = new("--seed") { Description = "Of all randomness; by default 1", HelpName = "NUMBER", CustomParser = Parsers.Seed };
        Option<bool> parent = new("--parent-watch") { Description = "Leave when the process that started it has ended" };
        Option<bool> json = new("--json") { Description = "Print a JSON line when ready and one at the end" };
        protocol.AcceptOnlyFromAmong("http", "echo");
        OriginBehaviourOptions behaviour = new();
        ExampleCommand command = new(
            "origin",
            "Run a small server that breaks in a chosen, realistic way, for tests and drills",
            "holdfast origin",
            "holdfast origin --address 127.0.1.2:8002 --service lognormal:5ms,cv=1.5 --workers 8 --queue 128",
            "holdfast origin --usl 0.03,0.0001 --max-connections 100 --at-cap refuse --name a --json",
            "holdfast origin --sessions 20 --death-restart 10s --cold 10s,5x",
            "curl -d '{\"latencyFactor\":10}' http://127.0.1.1:9001/behaviour",
            "curl -d '{\"for\":\"6s\"}' http://127.0.1.1:9001/freeze")
        { address, control, name, backlog, protocol, seed, parent, json };
        behaviour.AddTo(command);
        command.SetAction(result =>
        {
            NetworkAddress serves = result.GetValue(address);
            NetworkAddress orders = result.GetResult(control) is { Implicit: false } ? result.GetValue(control) : BesideOf(serves);
            return Run(
                new OriginOptions
                {
                    Address = serves,
                    Control = orders,
                    Name = result.GetValue(name) ?? serves.ToString(),
                    BacklogConnections = result.GetValue(backlog),
                    Echo = result.GetValue(protocol) == "echo",
                    WatchParent = result.GetValue(parent),
                    Seed = result.GetValue(seed) ?? 1,
                    Behaviour = behaviour.Read(result),
                },
                result.GetValue(json));
        });
        return command;
    }

    private static int Run(OriginOptions options, bool json)
    {
        DescriptorLimit.TryRaise();
        using Origin origin = new(options, new LinuxNetwork(), SystemClock.Instance);
        if (origin.Open() is { } wrong)
        {
            Console.Error.WriteLine($"holdfast: {wrong}.");
            return 1;
        }

        using StopSignals signals = new(origin.Stop);
        OriginReport.Ready(origin, options, json);
        origin.Run();
        OriginReport.End(origin, json);
        return origin.CauseOfDeath is null ? 0 : 1;
    }

    private static NetworkAddress BesideOf(NetworkAddress address) =>
        address with { Port = address.Port is 0 or > ushort.MaxValue - 1000 ? (ushort)0 : (ushort)(address.Port + 1000) };

    private static string? Name(ArgumentResult result)
    {
        string written = result.Tokens[0].Value;
        if (written.Length is 0 or > 64 || !written.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':'))
        {
            result.AddError($"'{written}' is not a name. Write up to 64 letters, digits and - _ . :");
        }

        return written;
    }

    private static int Backlog(ArgumentResult result)
    {
        string written = result.Tokens[0].Value;
        if (!int.TryParse(written, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int backlog))
        {
            result.AddError($"'{written}' is not a count of connections. Write for example 128");
        }

        return backlog;
    }
}
