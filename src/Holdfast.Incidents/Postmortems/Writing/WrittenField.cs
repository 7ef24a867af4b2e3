namespace Holdfast.Incidents.Postmortems.Writing;

public sealed record WrittenField(string Name, string Value);
