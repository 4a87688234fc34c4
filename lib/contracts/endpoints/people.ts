import { Me } from "../catalogue";
import {
  ChangeKey,
  ChangePerson,
  CreateKey,
  CreatePerson,
  KeyView,
  NewKey,
  PageQuery,
  Person,
  SetUp,
  SetUpNeeded,
} from "../people";
import { type Endpoint, json, nothing, pageOf } from "./endpoint";
import { IdParams } from "./params";

const exampleKey = { id: "key_01k9z3m5q8r2t4v6w7x8y9z0ef" };
const examplePerson = { id: "user_01k9z3m5q8r2t4v6w7x8y9z0gh" };
const grace = { name: "Grace", email: "grace@example.com", password: "correct horse battery" };

export const people = {
  getMe: {
    method: "GET",
    path: "/api/me",
    summary: "Who you are",
    answers: { 200: json(Me) },
    example: {},
  },
  isSetUpNeeded: {
    method: "GET",
    path: "/api/setup",
    summary: "Whether the first admin is still to be made",
    public: true,
    answers: { 200: json(SetUpNeeded) },
    example: {},
  },
  setUp: {
    method: "POST",
    path: "/api/setup",
    summary: "Make the first admin, with the token that the start printed",
    public: true,
    body: SetUp,
    answers: { 201: json(Person) },
    problems: ["conflict"],
    example: { body: { token: "printed-by-the-start", ...grace } },
  },
  listPeople: {
    method: "GET",
    path: "/api/people",
    summary: "Who can sign in",
    role: "admin",
    query: PageQuery,
    answers: { 200: pageOf(Person) },
    example: { query: { limit: 200 } },
  },
  addPerson: {
    method: "POST",
    path: "/api/people",
    summary: "Add a person",
    role: "admin",
    body: CreatePerson,
    answers: { 201: json(Person) },
    problems: ["conflict"],
    example: { body: { ...grace, role: "reviewer" } },
  },
  changePerson: {
    method: "PATCH",
    path: "/api/people/{id}",
    summary: "Change a person's name or role, or disable them",
    role: "admin",
    params: IdParams,
    body: ChangePerson,
    answers: { 200: json(Person) },
    problems: ["conflict"],
    example: { params: examplePerson, body: { role: "admin" } },
  },
  listKeys: {
    method: "GET",
    path: "/api/keys",
    summary: "The API keys",
    role: "admin",
    query: PageQuery,
    answers: { 200: pageOf(KeyView) },
    example: { query: { limit: 200 } },
  },
  createKey: {
    method: "POST",
    path: "/api/keys",
    summary: "Make an API key; it is shown this once",
    role: "admin",
    body: CreateKey,
    // An answer that is kept for a repeated request would keep the key in plain text.
    idempotent: false,
    answers: { 201: json(NewKey) },
    example: { body: { name: "the shop's agent", role: "requester" } },
  },
  changeKey: {
    method: "PATCH",
    path: "/api/keys/{id}",
    summary: "Change a key's name or limits",
    role: "admin",
    params: IdParams,
    body: ChangeKey,
    answers: { 200: json(KeyView) },
    example: { params: exampleKey, body: { limits: { creates: 600 } } },
  },
  revokeKey: {
    method: "DELETE",
    path: "/api/keys/{id}",
    summary: "End an API key",
    role: "admin",
    params: IdParams,
    answers: { 204: nothing },
    example: { params: exampleKey },
  },
} as const satisfies Record<string, Endpoint>;
