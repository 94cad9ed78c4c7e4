namespace Iterable.Generated.Testing.Tests;

/// <summary>An operation that only a document knows: nothing in the server was written for it.</summary>
public class NewOperationTests
{
    private const string Document = """
        {
          "openapi": "3.0.4",
          "paths": {
            "/journeys/{journeyId}": {
              "parameters": [ { "name": "journeyId", "in": "path", "required": true, "schema": { "type": "integer" } } ],
              "post": {
                "operationId": "renameJourney",
                "requestBody": {
                  "required": true,
                  "content": { "application/json": { "schema": { "type": "object", "required": [ "name" ], "properties": { "name": { "type": "string" } } } } }
                },
                "responses": { "201": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Journey" } } } } },
                "x-iterable-key-types": [ "server" ]
              }
            },
            "/journeys/count": {
              "get": { "operationId": "countJourneys", "responses": { "200": { "content": { "text/plain": { "schema": { "type": "string" } } } } } }
            }
          },
          "components": {
            "schemas": {
              "Journey": {
                "allOf": [ { "type": "object", "properties": { "id": { "type": "integer" } } } ],
                "properties": {
                  "createdAt": { "type": "string", "format": "date-time", "x-iterable-wire": "epoch-ms" },
                  "state": { "type": "string", "enum": [ "Running", "Archived" ] },
                  "next": { "$ref": "#/components/schemas/Journey" }
                }
              }
            }
          }
        }
        """;

    private IterableTestServer _server = null!;
    private HttpClient _http = null!;

    [SetUp]
    public async Task StartServer()
    {
        _server = await IterableTestServer.StartAsync(new IterableTestServerOptions(), ApiDocument.Parse(new StringReader(Document)), default);
        _server.Clock.Stop();
        _server.Clock.Set(DateTimeOffset.UnixEpoch.AddSeconds(5));
        _http = new HttpClient { BaseAddress = new Uri(_server.BaseAddress + "/") };
        _http.DefaultRequestHeaders.Add("Api-Key", _server.ApiKey);
    }

    [TearDown]
    public async Task StopServer()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task It_is_answered_in_the_shape_of_its_schema()
    {
        var response = await _http.PostAsync("journeys/7", Json("""{"name":"Welcome"}"""));

        var journey = JObject.Parse(await response.Content.ReadAsStringAsync());
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created));
            Assert.That((int?)journey["createdAt"], Is.EqualTo(5000));
            Assert.That((string?)journey["state"], Is.EqualTo("Running"));
            Assert.That((int?)journey["next"]!["next"]!["id"], Is.EqualTo(1));
            Assert.That(_server.Requests.Single().IsAnsweredByExample, Is.True);
            _server.Requests.AssertReceived("renameJourney", times: 1);
        });
    }

    [TestCase("journeys/seven", """{"name":"Welcome"}""", "journeyId")]
    [TestCase("journeys/7", "{}", "name")]
    public async Task Its_parameters_and_body_are_checked(string path, string body, string named)
    {
        var response = await _http.PostAsync(path, Json(body));

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(response.Content.ReadAsStringAsync().Result, Does.Contain(named));
        });
    }

    [Test]
    public async Task A_path_without_variables_wins_and_text_is_answered_as_text()
    {
        var response = await _http.GetAsync("journeys/count");

        Assert.That((response.StatusCode, _server.Requests.Single().OperationId), Is.EqualTo((HttpStatusCode.OK, "countJourneys")));
    }

    [Test]
    public void Faults_can_be_ordered_for_it() => Assert.DoesNotThrow(() => _server.Faults.For("renameJourney").CutConnection());

    private static StringContent Json(string body) => new(body, null, "application/json");
}
