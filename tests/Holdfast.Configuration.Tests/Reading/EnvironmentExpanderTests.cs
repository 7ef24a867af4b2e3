using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Tests.Reading;

public sealed class EnvironmentExpanderTests
{
    private static string? Lookup(string name) => name switch
    {
        "HOST" => "10.0.0.1",
        "EMPTY" => "",
        "LONG" => new string('x', 40_000),
        "NESTED" => "${HOST}",
        _ => null,
    };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("${HOST}:80", "10.0.0.1:80")]
    [InlineData("${HOST}${HOST}", "10.0.0.110.0.0.1")]
    [InlineData("${NONE:-b}", "b")]
    [InlineData("${NONE:-}", "")]
    [InlineData("${EMPTY:-b}", "b")]
    [InlineData("${EMPTY}", "")]
    [InlineData("${HOST:-b}", "10.0.0.1")]
    [InlineData("${NONE:-a:-b}", "a:-b")]
    [InlineData("$${HOST}", "${HOST}")]
    [InlineData("$$", "$$")]
    [InlineData("$HOST", "$HOST")]
    [InlineData("${NESTED}", "${HOST}")]
    public void Variables_AreReplacedOnce(string text, string expected)
    {
        EnvironmentExpander.Expand(text, Lookup, out string expanded).ShouldBeNull();
        expanded.ShouldBe(expected);
    }

    [Theory]
    [InlineData("${NONE}", "NONE is not set", "${NONE:-default}")]
    [InlineData("${HOST", "no closing", "${NAME}")]
    [InlineData("${}", "not the name", "${NAME}")]
    [InlineData("${1A}", "not the name", "${NAME}")]
    [InlineData("${A B}", "not the name", "${NAME}")]
    [InlineData("${HOST-b}", "not the name", "${NAME:-default}")]
    [InlineData("${LONG}${LONG}", "64 KiB", "Shorten")]
    public void WhatCannotBeReplaced_IsRefusedWithARemedy(string text, string message, string remedy)
    {
        (string Message, string Remedy) problem = EnvironmentExpander.Expand(text, Lookup, out _).ShouldNotBeNull();
        problem.Message.ShouldContain(message);
        problem.Remedy.ShouldContain(remedy);
    }

    [Fact]
    public void Variable_CannotAddStructure()
    {
        GatewayConfig config = Reader.Accept(Reader.WithRoutes("- { name: \"${NAME}\", pool: shop }"), ("NAME", "a, class: critical"));
        config.Routes[0].Name.ShouldBe("a, class: critical");
        config.Routes[0].Class.ShouldBe(RequestClass.Default);
    }

    [Fact]
    public void Variable_CanBeANumber() => Reader.Accept(Reader.With("workers: ${W}"), ("W", "4")).Workers.ShouldBe(4);

    [Fact]
    public void WrongValueOfAVariable_IsNotRepeated()
    {
        ConfigFinding finding = Reader.Single(Reader.With("timeouts: { connect: \"${SECRET}\" }"), ("SECRET", "123456"));
        finding.Message.ShouldStartWith("\"${SECRET}\" is a duration without a unit");
        finding.ToString().ShouldNotContain("123456");
    }
}
