// A council's identity provider for the tests: oidc-provider, with a sign-in page that asks for a
// name alone, and a switch that spoils what it says. Arguments: the port, and where the portal is.

import { generateKeyPair, SignJWT, UnsecuredJWT, decodeJwt, exportJWK } from "jose";
import { Provider } from "oidc-provider";

const [port, portal] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const { privateKey: ours } = await generateKeyPair("RS256", { extractable: true });
const { privateKey: other } = await generateKeyPair("RS256", { extractable: true });

// What the tests set: how people sign in here, what is said of them, and what is spoilt.
let state = {};
const fresh = { amr: ["pwd", "mfa"], email_verified: true, subjects: {}, spoil: null };
Object.assign(state, fresh);

const page = `<!doctype html><html lang="en"><title>Example Council</title><h1>Example Council</h1>`;
const signInPage = `${page}<form method="post"><label>Account <input name="login" autocomplete="off"></label>
<button>Sign in</button></form></html>`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "portal",
      client_secret: "a secret of the tests that is long enough",
      redirect_uris: [`${portal}/account/council/back/`],
      post_logout_redirect_uris: [`${portal}/`],
    },
  ],
  jwks: { keys: [{ ...(await exportJWK(ours)), kid: "ours", alg: "RS256", use: "sig" }] },
  pkce: { required: () => true },
  conformIdTokenClaims: false, // as Entra: what was asked for is in the ID token
  claims: { openid: ["sub", "amr"], email: ["email", "email_verified"], profile: [] },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      logoutSource: (ctx, form) => {
        ctx.body = `${page}${form}<button form="op.logoutForm" name="logout" value="yes">Sign out there</button></html>`;
      },
    },
  },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  cookies: { keys: ["only for tests"] },
  renderError: (ctx, out) => {
    ctx.type = "html";
    ctx.body = `<!doctype html><title>Refused</title><h1>${out.error}</h1>`;
  },
  findAccount: (ctx, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: addressOf(id), email_verified: state.email_verified }),
  }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});

// Somebody's subject is their address unless a test gives it another.
const addressOf = (id) => Object.keys(state.subjects).find((one) => state.subjects[one] === id) ?? id;

const body = async (ctx) => {
  let text = "";
  for await (const part of ctx.req) text += part;
  return text;
};

provider.use(async (ctx, next) => {
  if (ctx.path === "/switch") {
    state = { ...fresh, ...JSON.parse(await body(ctx)) };
    ctx.status = 204;
  } else if (ctx.path.startsWith("/interaction/") && ctx.method === "GET") {
    ctx.type = "html";
    ctx.body = signInPage;
  } else if (ctx.path.startsWith("/interaction/")) {
    const login = new URLSearchParams(await body(ctx)).get("login");
    const accountId = state.subjects[login] ?? login;
    const amr = state.amr ?? undefined;
    ctx.respond = false;
    await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId, amr } });
  } else {
    await next();
    if (ctx.path === "/token" && ctx.body?.id_token && state.spoil) {
      ctx.body = { ...ctx.body, id_token: await spoilt(ctx.body.id_token, state.spoil) };
    }
    if (ctx.path.startsWith("/.well-known/") && state.spoil?.described) {
      ctx.body = { ...ctx.body, ...state.spoil.described };
    }
  }
});

// {claims} replaces some, {key} signs with another's or with nothing.
async function spoilt(token, { claims = {}, key = "ours" }) {
  const said = { ...decodeJwt(token), ...claims };
  for (const name of Object.keys(said)) if (said[name] === null) delete said[name];
  if (key === "none") return new UnsecuredJWT(said).encode();
  if (key === "secret") {
    const secret = new TextEncoder().encode("a secret of the tests that is long enough");
    return new SignJWT(said).setProtectedHeader({ alg: "HS256" }).sign(secret);
  }
  const header = { alg: "RS256", kid: "ours" };
  return new SignJWT(said).setProtectedHeader(header).sign(key === "other" ? other : ours);
}

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
