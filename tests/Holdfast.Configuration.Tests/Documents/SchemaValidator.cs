using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Holdfast.Configuration.Tests.Documents;

/// <summary>As much of JSON Schema as the generated one uses; a keyword it does not know is a failure, not a pass.</summary>
internal static class SchemaValidator
{
    public static List<string> Problems(JsonObject schema, JsonNode? value) => Check(schema, schema, value, "$");

    private static List<string> Check(JsonObject root, JsonObject schema, JsonNode? value, string path)
    {
        var problems = new List<string>();
        foreach ((string keyword, JsonNode? argument) in schema)
        {
            problems.AddRange(keyword switch
            {
                "$schema" or "$defs" or "title" or "description" => [],
                "$ref" => Check(root, root["$defs"]![argument!.GetValue<string>()["#/$defs/".Length..]]!.AsObject(), value, path),
                "anyOf" => AnyOf(root, argument!.AsArray(), value, path),
                "type" => Types(argument!).Any(type => IsType(value, type)) ? [] : [$"{path}: is not {argument}"],
                "properties" => Properties(root, argument!.AsObject(), value, path),
                "additionalProperties" => Additional(root, schema, argument!, value, path),
                "required" => value is JsonObject mapping ? argument!.AsArray().Where(name => !mapping.ContainsKey(name!.GetValue<string>())).Select(name => $"{path}: lacks {name}") : [],
                "items" => value is JsonArray array ? array.SelectMany((item, index) => Check(root, argument!.AsObject(), item, $"{path}[{index}]")) : [],
                "enum" => argument!.AsArray().Any(item => JsonNode.DeepEquals(item, value)) ? [] : [$"{path}: is none of {argument}"],
                "const" => JsonNode.DeepEquals(argument, value) ? [] : [$"{path}: is not {argument}"],
                "pattern" => !IsType(value, "string") || Regex.IsMatch(value!.GetValue<string>(), argument!.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(5)) ? [] : [$"{path}: does not match {argument}"],
                "minLength" => !IsType(value, "string") || value!.GetValue<string>().Length >= argument!.GetValue<int>() ? [] : [$"{path}: is too short"],
                "minimum" => !IsType(value, "integer") || value!.Deserialize<double>() >= argument!.GetValue<long>() ? [] : [$"{path}: is too small"],
                "maximum" => !IsType(value, "integer") || value!.Deserialize<double>() <= argument!.GetValue<long>() ? [] : [$"{path}: is too large"],
                _ => throw new NotSupportedException(keyword),
            });
        }

        return problems;
    }

    private static IEnumerable<string> AnyOf(JsonObject root, JsonArray choices, JsonNode? value, string path)
    {
        List<string>[] results = [.. choices.Select(choice => Check(root, choice!.AsObject(), value, path))];
        return results.Any(static result => result.Count == 0) ? [] : results.SelectMany(static result => result);
    }

    private static IEnumerable<string> Properties(JsonObject root, JsonObject properties, JsonNode? value, string path) =>
        value is JsonObject mapping
            ? mapping.Where(entry => properties.ContainsKey(entry.Key)).SelectMany(entry => Check(root, properties[entry.Key]!.AsObject(), entry.Value, $"{path}.{entry.Key}"))
            : [];

    private static IEnumerable<string> Additional(JsonObject root, JsonObject schema, JsonNode argument, JsonNode? value, string path)
    {
        if (value is not JsonObject mapping)
        {
            return [];
        }

        IEnumerable<KeyValuePair<string, JsonNode?>> others = mapping.Where(entry => schema["properties"]?.AsObject().ContainsKey(entry.Key) != true);
        return argument is JsonObject other
            ? others.SelectMany(entry => Check(root, other, entry.Value, $"{path}.{entry.Key}"))
            : others.Select(entry => $"{path}: unknown {entry.Key}");
    }

    private static IEnumerable<string> Types(JsonNode argument) =>
        argument is JsonArray array ? array.Select(static item => item!.GetValue<string>()) : [argument.GetValue<string>()];

    private static bool IsType(JsonNode? value, string type) => (value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && !value!.ToJsonString().Contains('.', StringComparison.Ordinal)),
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        _ => false,
    };
}
