using System.Text.Json.Nodes;
using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Nodes;

namespace Holdfast.Configuration.Tests.Documents;

public sealed class ConfigSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(ConfigSchema.Generate())!.AsObject();

    [Fact]
    public void Schema_IsWhatTheTablesSay() => Kept.ShouldEqual(ConfigSchema.Generate(), Repository.FilePath("docs", "operating", "configuration.schema.json"));

    [Theory]
    [MemberData(nameof(ExamplesTests.Examples), MemberType = typeof(ExamplesTests))]
    public void EveryExample_FitsTheSchema(string name) =>
        SchemaValidator.Problems(Schema, Parse(File.ReadAllText(Repository.FilePath("examples", name)))).ShouldBeEmpty();

    [Theory]
    [InlineData("workers: 2000")]
    [InlineData("workers: two")]
    [InlineData("worker: 2")]
    [InlineData("timeouts: { connect: 2 }")]
    [InlineData("timeouts: { connect: 30s1m }")]
    [InlineData("timeouts: { total: 5 }")]
    [InlineData("admin: { enabled: yes please }")]
    [InlineData("forwarding: { style: fancy }")]
    [InlineData("accessLog: { buffer: 16k }")]
    [InlineData("admin: { tokens: [{ name: a }] }")]
    public void WhatTheReaderRefuses_DoesNotFitTheSchema(string more)
    {
        Reader.Read(Reader.With(more)).IsValid.ShouldBeFalse();
        SchemaValidator.Problems(Schema, Parse(Reader.With(more))).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("workers: ${WORKERS:-4}")]
    [InlineData("timeouts: { connect: 2s, total: 0, drain: 1m30s }")]
    [InlineData("forwarding: { trustedProxies: 10.0.0.0/8 }")]
    [InlineData("limits: { maximumBody: 1048576 }")]
    [InlineData("timeouts: { minimumBodyRate: 240B/s }")]
    public void WhatTheReaderAccepts_FitsTheSchema(string more)
    {
        Reader.Accept(Reader.With(more));
        SchemaValidator.Problems(Schema, Parse(Reader.With(more))).ShouldBeEmpty();
    }

    private static JsonNode? Parse(string yaml) => ToJson(new NodeTreeReader(new FindingList("test.yaml")).Read(yaml)!);

    /// <summary>As an editor sees it: YAML's own types for plain values.</summary>
    private static JsonNode? ToJson(ConfigNode node) => node switch
    {
        MappingNode mapping => new JsonObject(mapping.Entries.Select(static entry => KeyValuePair.Create(entry.Key.Text, ToJson(entry.Value)))),
        SequenceNode sequence => new JsonArray([.. sequence.Items.Select(ToJson)]),
        ScalarNode { IsPlain: true, Text: "true" or "false" } scalar => JsonValue.Create(scalar.Text == "true"),
        ScalarNode { IsPlain: true } scalar when long.TryParse(scalar.Text, out long number) => JsonValue.Create(number),
        ScalarNode { IsPlain: true } scalar when double.TryParse(scalar.Text, System.Globalization.CultureInfo.InvariantCulture, out double number) => JsonValue.Create(number),
        ScalarNode { IsNull: true } => null,
        ScalarNode scalar => JsonValue.Create(scalar.Text),
        _ => throw new NotSupportedException(node.Description),
    };
}
