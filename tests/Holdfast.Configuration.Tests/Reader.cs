namespace Holdfast.Configuration.Tests;

/// <summary>Reads texts the way tests need it.</summary>
internal static class Reader
{
    public static ConfigReadResult Read(string text, params (string Name, string? Value)[] environment) =>
        ConfigReader.Read(text, "test.yaml", name => environment.FirstOrDefault(entry => entry.Name == name).Value);

    public static GatewayConfig Accept(string text, params (string Name, string? Value)[] environment)
    {
        ConfigReadResult result = Read(text, environment);
        result.Findings.ShouldBeEmpty(Describe(result));
        return result.Config.ShouldNotBeNull();
    }

    public static ConfigFinding Single(string text, params (string Name, string? Value)[] environment)
    {
        ConfigReadResult result = Read(text, environment);
        result.Findings.Count.ShouldBe(1, Describe(result));
        return result.Findings[0];
    }

    public static string Describe(ConfigReadResult result) =>
        string.Join('\n', result.Findings.Select(static finding => $"{finding.Line}:{finding.Column} {finding.Path}: {finding.Message} | {finding.Remedy}"));

    /// <summary>A configuration that is right, with more at the top level.</summary>
    public static string With(string more) =>
        $$"""
        listeners: [{ address: "127.0.0.1:8080" }]
        routes: [{ pool: shop }]
        pools: { shop: { servers: ["127.0.0.1:8001"] } }
        {{more}}
        """;

    /// <summary>A configuration that is right but for the keys of its one pool.</summary>
    public static string WithPool(string keys) =>
        $$"""
        listeners: [{ address: "127.0.0.1:8080" }]
        routes: [{ pool: shop }]
        pools:
          shop:
            {{keys.ReplaceLineEndings("\n    ")}}
        """;

    /// <summary>A configuration that is right but for its routes, given in block style without indentation.</summary>
    public static string WithRoutes(string routes) =>
        $$"""
        listeners: [{ address: "127.0.0.1:8080" }]
        routes:
          {{routes.ReplaceLineEndings("\n  ")}}
        pools: { shop: { servers: ["127.0.0.1:8001"] } }
        """;

    public static string WithListeners(string listeners) =>
        $$"""
        listeners: {{listeners}}
        routes: [{ pool: shop }]
        pools: { shop: { servers: ["127.0.0.1:8001"] } }
        """;
}
