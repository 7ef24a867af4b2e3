namespace Holdfast.Configuration.Tests.Documents;

public class ConfigWriterTests
{
    [Fact]
    public void WrittenConfiguration_IsReadAsTheSame()
    {
        GatewayConfig config = Read(Text);
        string written = ConfigWriter.Write(config);
        ConfigWriter.Write(Read(written)).ShouldBe(written);
        written.ShouldContain("total: 10m\n");
        written.ShouldContain("policy: peak-ewma\n");
        written.ShouldContain("\"X-Text\": \"say $${HOME} \\\"twice\\\"\"\n", Case.Sensitive, "written text must not be expanded when it is read");
    }

    [Fact]
    public void Secrets_AreLeftOut()
    {
        string written = ConfigWriter.Write(Read(Text));
        written.ShouldContain("tokens: []  # not shown\n");
        written.ShouldNotContain("sha256");
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("X-Api-Key")]
    [InlineData("x-auth-token")]
    [InlineData("Cookie")]
    public void CredentialInAHeader_IsNotShown_EvenFromAVariable(string header)
    {
        string text = $"listeners: [{{ address: \"[::1]:80\" }}]\nroutes: [{{ pool: auth, match: {{ headers: {{ {header}: hidden }} }}, requestHeaders: {{ set: {{ {header}: \"${{SECRET}}\" }} }} }}]\npools: {{ auth: {{ servers: [10.0.0.1:80] }} }}\n";
        ConfigReadResult read = ConfigReader.Read(text, "gateway.yaml", name => name == "SECRET" ? "hidden" : null);
        string written = ConfigWriter.Write(read.Config.ShouldNotBeNull(ConfigFindingFormatter.FormatText(read)));

        written.ShouldNotContain("hidden");
        written.ShouldContain($"\"{header}\": \"(not shown)\"\n");
        ConfigWriter.Write(Read(written)).ShouldBe(written);
    }

    private const string Text =
        """
        listeners:
          - address: "[::1]:8080"
        routes:
          - match: { path: /checkout/*, method: [GET, POST], headers: { X-Site: berlin } }
            class: best-effort
            pool: shop
            timeout: 30s
            responseHeaders: { set: { X-Text: "say $${HOME} \"twice\"", X-Empty: "" }, remove: [Server] }
          - { pool: shop }
        pools:
          shop:
            servers: [10.0.0.1:80, { address: 10.0.0.2:80, weight: 5, name: blue }]
            balance: peak-ewma
            sticky: { maximumAge: 1h }
            health: { path: /healthz }
        admin:
          tokens:
            - { name: deploy, hash: sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae, role: operate }
        """;

    private static GatewayConfig Read(string text)
    {
        ConfigReadResult read = ConfigReader.Read(text, "gateway.yaml", _ => null);
        return read.Config.ShouldNotBeNull(ConfigFindingFormatter.FormatText(read));
    }
}
