using System.Net;
using Holdfast.Drills.Load;
using Holdfast.Networking;

namespace Holdfast.Cli.Tests;

public sealed class LoadPlansTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task CommandLine_BecomesAPlan()
    {
        LoadPlan plan = await Make("http://127.0.0.1:8080/cart?x=1 -r 100..500/30s --poisson --warm-up 5s --connections 64 --threads 2 --header X-User:7 --method PUT --body-size 2KiB --deadline 500ms --timeout 3s --clients 50 --retry immediate:3 --no-keep-alive --seed 9 --in-flight 77");
        (plan.Host, plan.Targets[0].ToString(), plan.Threads, plan.Seed).ShouldBe(("127.0.0.1:8080", "127.0.0.1:8080", 2, 9ul));
        (plan.WarmUp, plan.Duration, plan.Grace).ShouldBe((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(3)));
        TrafficClass one = plan.Classes.ShouldHaveSingleItem();
        one.Requests.ShouldHaveSingleItem().ShouldBe(new RequestShape { Path = "/cart?x=1", Method = "PUT", BodyBytes = 2048, Headers = one.Requests[0].Headers });
        (one.Arrivals, one.ConnectionsMaximum, one.InFlightMaximum, one.KeepAlive, one.Retry.AttemptsMaximum, one.Clients!.Count).ShouldBe((ArrivalPattern.Poisson, 64, 77, false, 3, 50));
        one.Headers["X-User"].ShouldBe("7");
    }

    [Theory]
    [InlineData("http://shop.example.com/ -r 51/s")]
    [InlineData("http://shop.example.com/ -r 1..200/10s")]
    [InlineData("http://shop.example.com/ --find-max")]
    public async Task ForeignTargetAboveTheHarmlessRate_IsRefusedAsWrongUse(string arguments)
    {
        LoadRefusal refusal = await Should.ThrowAsync<LoadRefusal>(Make(arguments));
        refusal.ExitCode.ShouldBe(2);
        refusal.Message.ShouldContain("--i-own-this");
        (await Make($"{arguments} --i-own-this")).Targets[0].ToString().ShouldBe("192.0.2.7:80");
    }

    [Theory]
    [InlineData("http://shop.example.com/ -r 50/s")]
    [InlineData("http://localhost:8080/ -r 5000/s")]
    [InlineData("127.9.9.9:80 -r 5000/s")]
    [InlineData("http://[::1]:8080/ -r 5000/s")]
    public async Task OwnOrGentleTarget_IsNot(string arguments) => (await Make(arguments)).Targets.ShouldNotBeEmpty();

    [Fact]
    public async Task NameOfSeveralAddresses_IsAllOfOneFamily()
    {
        (await Make("http://many.example.com:8080/ -r 1/s")).Targets.Select(static target => target.ToString()).ShouldBe(["192.0.2.7:8080", "192.0.2.8:8080"]);
        (await Make("http://localhost:8080/ -r 1/s")).Targets.ShouldHaveSingleItem().ToString().ShouldBe("127.0.0.1:8080");
        (await Make("http://six.example.com:8080/ -r 1/s")).Targets.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("", "no target")]
    [InlineData("https://127.0.0.1:8443/", "TLS")]
    [InlineData("ftp://127.0.0.1/", "is not a target")]
    [InlineData("http://nowhere.invalid/", "cannot be resolved")]
    [InlineData("127.0.0.1:1 --header Host", "is not a header")]
    [InlineData("127.0.0.1:1 --header Content-Length:5", "set by the generator itself")]
    [InlineData("127.0.0.1:1 --method GE/T", "is not a request")]
    [InlineData("127.0.0.1:1 --fail shop:p99<1s", "does not have")]
    [InlineData("--traffic missing.yaml", "cannot be read")]
    public async Task WhatCannotBeSent_IsRefusedInWords(string arguments, string reason) =>
        (await Should.ThrowAsync<LoadRefusal>(Make(arguments))).Message.ShouldContain(reason);

    [Fact]
    public async Task TrafficFile_IsReadAndOverruledByTheCommandLine()
    {
        string file = Path.Combine(workplace.Path, "shop.yaml");
        await File.WriteAllTextAsync(file, "target: 127.0.0.1:8080\nseed: 3\nfor: 1m\nwarmUp: 1s\nfail: shop:p99<1s\nabort: errors>50% for 2s\nclasses: [{ name: shop, rate: 5/s, connections: 3 }]\n");
        LoadPlan plan = await Make($"--traffic {file} --for 7s --connections 9");
        (plan.Seed, plan.Duration, plan.WarmUp, plan.Classes[0].ConnectionsMaximum).ShouldBe((3ul, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(1), 9));
        plan.Thresholds.ShouldHaveSingleItem().ToString().ShouldBe("shop:p99<1000ms");
        plan.AbortRules.ShouldHaveSingleItem();
        (await Make($"--traffic {file} --fail p50<1s")).Thresholds.ShouldHaveSingleItem().ToString().ShouldBe("p50<1000ms");
    }

    [Fact]
    public async Task TrafficFileWithMistakes_IsToldWithPlaces()
    {
        string file = Path.Combine(workplace.Path, "shop.yaml");
        await File.WriteAllTextAsync(file, "classes: [{ name: shop, rat: 5/s }]\n");
        LoadRefusal refusal = await Should.ThrowAsync<LoadRefusal>(Make($"127.0.0.1:1 --traffic {file}"));
        (refusal.ExitCode, refusal.Message.Contains("shop.yaml:1:25: error: unknown key \"rat\"", StringComparison.Ordinal)).ShouldBe((1, true), refusal.Message);
    }

    private static Task<LoadPlan> Make(string arguments)
    {
        LoadCommandOptions options = new();
        System.CommandLine.Argument<string?> target = new("URL") { Arity = System.CommandLine.ArgumentArity.ZeroOrOne };
        System.CommandLine.Command command = new("load") { target };
        options.AddTo(command);
        System.CommandLine.ParseResult parsed = command.Parse(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        parsed.Errors.ShouldBeEmpty();
        return LoadPlans.Make(options.Read(parsed, parsed.GetValue(target)), new Names(), _ => null, freshSeed: 1);
    }

    private sealed class Names : INameResolver
    {
        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation = default) => host switch
        {
            "shop.example.com" => Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Parse("192.0.2.7")]),
            "many.example.com" => Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Parse("192.0.2.7"), IPAddress.Parse("2001:db8::7"), IPAddress.Parse("192.0.2.8")]),
            "six.example.com" => Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Parse("2001:db8::7"), IPAddress.Parse("2001:db8::8")]),
            "localhost" => Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.IPv6Loopback, IPAddress.Loopback]),
            _ when IPAddress.TryParse(host, out IPAddress? address) => Task.FromResult<IReadOnlyList<IPAddress>>([address]),
            _ => Task.FromException<IReadOnlyList<IPAddress>>(new IOException($"The name '{host}' cannot be resolved.")),
        };
    }
}
