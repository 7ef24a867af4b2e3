using System.Net.Sockets;
using Holdfast.Configuration;

namespace Holdfast.Admin.Tests;

public sealed class AdminServerTests : AdminTest
{
    protected override AdminConfig Config => new() { Address = "127.0.0.1:0", Tokens = Tokens };

    [Fact]
    public async Task AddressInUse_IsAFailureWithARemedy()
    {
        AdminStartResult result = await AdminServer.StartAsync(new() { Address = Server.BoundAddress.ToString() }, Gateway);
        result.IsStarted.ShouldBeFalse();
        result.Failure.ShouldNotBeNull().Kind.ShouldBe(AdminStartFailureKind.AddressInUse);
        result.Failure.Message.ShouldContain(Server.BoundAddress.ToString());
    }

    [Theory]
    [InlineData("192.0.2.1:9900", AdminStartFailureKind.AddressNotAvailable)]
    [InlineData("gateway.internal:9900", AdminStartFailureKind.AddressInvalid)]
    [InlineData("127.0.0.1", AdminStartFailureKind.AddressInvalid)]
    public async Task WrongAddress_IsAFailure(string address, AdminStartFailureKind kind)
    {
        AdminStartResult result = await AdminServer.StartAsync(new() { Address = address, Tokens = Tokens }, Gateway);
        result.Failure.ShouldNotBeNull().Kind.ShouldBe(kind);
        result.Failure.Message.ShouldContain(address);
    }

    [Theory]
    [InlineData(SocketError.AccessDenied, AdminStartFailureKind.NotPermitted)]
    [InlineData(SocketError.AddressNotAvailable, AdminStartFailureKind.AddressNotAvailable)]
    [InlineData(SocketError.AddressAlreadyInUse, AdminStartFailureKind.AddressInUse)]
    [InlineData(SocketError.TooManyOpenSockets, AdminStartFailureKind.Unexpected)]
    public void EachErrorOfTheKernel_HasASentence(SocketError error, AdminStartFailureKind kind)
    {
        AdminStartFailure failure = AdminKestrel.Explain(new IOException("outer", new SocketException((int)error)), "127.0.0.1:80");
        failure.Kind.ShouldBe(kind);
        failure.Message.ShouldContain("127.0.0.1:80");
    }

    [Theory]
    [InlineData("0.0.0.0:0")]
    [InlineData("[::]:0")]
    public async Task ReachableFromOutsideWithoutToken_IsRefused(string address)
    {
        AdminStartResult result = await AdminServer.StartAsync(new() { Address = address }, Gateway);
        result.Failure.ShouldNotBeNull().Kind.ShouldBe(AdminStartFailureKind.TokensRequired);
        result.Failure.Message.ShouldContain("holdfast token");
    }

    [Fact]
    public async Task ReachableFromOutsideWithToken_Starts()
    {
        AdminStartResult result = await AdminServer.StartAsync(new() { Address = "0.0.0.0:0", Tokens = Tokens }, Gateway);
        result.Server.ShouldNotBeNull(result.Failure?.Message);
        await result.Server.DisposeAsync();
    }

    [Theory]
    [InlineData("localhost:0")]
    [InlineData("[::1]:0")]
    public async Task LoopbackWithoutToken_Starts(string address)
    {
        AdminStartResult result = await AdminServer.StartAsync(new() { Address = address }, Gateway);
        result.Server.ShouldNotBeNull(result.Failure?.Message).BoundAddress.Port.ShouldNotBe((ushort)0);
        await result.Server.DisposeAsync();
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("sha256:abc")]
    [InlineData("md5:00000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256:zz00000000000000000000000000000000000000000000000000000000000000")]
    public async Task HashThatIsNone_IsAFailureThatNamesTheToken(string hash)
    {
        AdminConfig config = new() { Address = "127.0.0.1:0", Tokens = [new() { Name = "anna", Hash = hash }] };
        AdminStartResult result = await AdminServer.StartAsync(config, Gateway);
        result.Failure.ShouldNotBeNull().Kind.ShouldBe(AdminStartFailureKind.TokenHashInvalid);
        result.Failure.Message.ShouldContain("anna");
    }

    [Fact]
    public async Task Disabled_IsSaid() =>
        (await AdminServer.StartAsync(new() { Enabled = false }, Gateway)).Failure.ShouldNotBeNull().Kind.ShouldBe(AdminStartFailureKind.Disabled);

    [Fact]
    public async Task Apply_RevokesATokenAtOnce()
    {
        ((int)(await Get("/healthz", Bearer(Reader.Secret))).Status).ShouldBe(200);
        Server.Apply(Config with { Tokens = [Tokens[1]] }).ShouldBeNull();
        ((int)(await Get("/healthz", Bearer(Reader.Secret))).Status).ShouldBe(401);
        ((int)(await Get("/healthz", Bearer(Operator.Secret))).Status).ShouldBe(200);
    }

    [Fact]
    public void Apply_WithAnotherAddress_IsRefused() =>
        Server.Apply(Config with { Address = "127.0.0.1:1" }).ShouldNotBeNull().Message.ShouldContain("restart");

    [Fact]
    public async Task AfterDispose_ThePortIsFree()
    {
        AdminStartResult first = await AdminServer.StartAsync(new() { Address = "127.0.0.1:0" }, Gateway);
        string address = first.Server.ShouldNotBeNull().BoundAddress.ToString();
        await first.Server.DisposeAsync();
        AdminStartResult second = await AdminServer.StartAsync(new() { Address = address }, Gateway);
        await second.Server.ShouldNotBeNull(second.Failure?.Message).DisposeAsync();
    }
}
